"""Mutants of the shipped criteria sets: does anything notice a wrong number?"""
