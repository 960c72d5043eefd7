"""Run mutants of the shipped sets: `python -m tests.mutation [--most N] [SET …]`.

A mutant is caught when checking it (errors, warnings, examples, expected results) finds
anything, or a law fails on it. The survivors are listed for a person to say why.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from scoring import load_registry
from scoring.engine.catalog import BUNDLED, FoundSet
from scoring.engine.check import check_criteria
from tests.mutation.mutate import Mutant, mutants


def main() -> int:
    """Print how many mutants of each kind are caught, and every survivor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--most", type=int, default=0, help="a seeded sample of this size")
    options = parser.parse_args()
    registry = load_registry()
    folders = sorted(file.parent for file in BUNDLED.glob("*/criteria.toml"))
    folders = [one for one in folders if not options.sets or one.name in options.sets]
    planned = [
        (folder, mutant)
        for folder in folders
        for mutant in mutants((folder / "criteria.toml").read_text(encoding="utf-8"))
    ]
    if options.most and options.most < len(planned):
        planned = random.Random(2026).sample(planned, options.most)
        planned.sort(key=lambda one: (one[0].name, one[1].line))
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as temporary:
        library = Path(temporary) / "criteria"
        shutil.copytree(BUNDLED, library)
        for number, (folder, mutant) in enumerate(planned, 1):
            tried[mutant.kind] += 1
            if is_caught(library / folder.name, mutant, registry):
                caught[mutant.kind] += 1
            else:
                print(
                    f"{folder.name}:{mutant.line}: {mutant.kind}: {mutant.before}  →  {mutant.after}"
                )
            if sys.stderr.isatty():
                print(f"\r{number}/{len(planned)}", end="", file=sys.stderr)
    for kind in sorted(tried):
        print(f"{kind}: {caught[kind]} of {tried[kind]}")
    total, all_caught = sum(tried.values()), sum(caught.values())
    print(f"caught {all_caught} of {total} ({100 * all_caught // max(total, 1)} %)")
    return 0


def is_caught(folder: Path, mutant: Mutant, registry: object) -> bool:
    """Tell whether checking a set notices the change in its file."""
    file = folder / "criteria.toml"
    good = file.read_text(encoding="utf-8")
    file.write_text(mutant.text, encoding="utf-8")
    try:
        found = FoundSet(folder.name, folder, "mutant")
        return bool(check_criteria(found, registry).problems)  # type: ignore[arg-type]
    finally:
        file.write_text(good, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
