"""Comparing: the rooms of `compare.py`, which say what a set holds and which is which.

They look one way: `values` writes a value for people; `facts` joins it with what is
compared; `rules` and `tables` list the facts of what names no criterion; `sides` those
of what does, with the codes of the other set; `match` tells which criterion is which.
"""
