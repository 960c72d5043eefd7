"""Floor 4, the door: the command `danvan`."""

from scoring.cli.door import main

__all__ = ["main"]
