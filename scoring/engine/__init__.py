"""Floor 3, the works: read → compile → enter → run → explain → compose."""
