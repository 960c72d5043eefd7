"""Run the command line as `python -m scoring`."""

from scoring.cli import main

main()
