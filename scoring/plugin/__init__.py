"""Floor 2, the offers: the shapes a plugin fills, the hooks, the registry."""
