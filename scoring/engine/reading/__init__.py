"""Reading: the rooms of `read.py`, each of which reads one kind of table.

They look one way: `desk` keeps the file and its problems; `toml` lays the file on it;
`conditions`, `answers` and `rules` read what stands inside a table; `criteria`, `gates`,
`grades`, `quotas` and `ranks` read the tables themselves; `sets` puts the set together.
"""
