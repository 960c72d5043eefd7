"""The engine measured beside other engines; run by `python3 dev.py bench`."""
