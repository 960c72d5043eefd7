"""The rooms of enter: cells, rows of units, words, answers."""
