"""Floor 1, the words: data only, frozen, knowing nothing of plugins or files."""
