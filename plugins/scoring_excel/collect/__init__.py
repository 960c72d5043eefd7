"""Collect: a folder of forms becomes one sheet; what is wrong is named, cell by cell."""
