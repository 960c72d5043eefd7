"""Run mutants of the shipped sets: `python -m tests.mutation [--most N] [--write] [SET …]`.

A mutant is caught when checking its set (errors, warnings, examples, expected results)
finds anything. The survivors are listed for a person to say why; `--write` puts the table
and the survivors with their reasons into docs/why/mutations.md.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, datetime

from tests.mutation.page import PAGE, write_page
from tests.mutation.trial import plan_mutants, try_mutants


def main() -> int:
    """Print how many mutants of each kind are caught, and every survivor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--most", type=int, default=0, help="a seeded sample of this size")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name} (all sets, all)")
    options = parser.parse_args()
    if options.write and (options.sets or options.most):
        parser.error("the page is written from a whole run only")
    started = time.monotonic()
    planned = plan_mutants(options.sets, options.most)
    trial = try_mutants(planned, sys.stderr.isatty())
    for one, mutant in trial.survivors:
        print(f"{one}:{mutant.line}: {mutant.kind}: {mutant.before}  →  {mutant.after}")
    for kind in sorted(trial.tried_by_kind):
        print(f"{kind}: {trial.caught_by_kind[kind]} of {trial.tried_by_kind[kind]}")
    print(f"caught {trial.caught} of {trial.tried} ({100 * trial.caught // max(trial.tried, 1)} %)")
    if options.write:
        write_page(trial, datetime.now(UTC).date(), round(time.monotonic() - started))
    return 0


if __name__ == "__main__":
    sys.exit(main())
