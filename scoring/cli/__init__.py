"""The door: the command `danvan`."""


def main() -> None:
    """Run the command line."""
    print("danvan")
