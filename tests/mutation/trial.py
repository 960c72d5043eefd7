"""Try mutants: which of them does checking the set notice?"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from attrs import Factory, define

from scoring import Registry, load_registry
from scoring.engine.catalog import BUNDLED, FoundSet
from scoring.engine.check import check_criteria
from tests.mutation.mutate import Mutant, mutants

SEED = 2026


@define
class Trial:
    """How many mutants were tried and caught, by set and by kind, and who survived."""

    tried_by_kind: Counter[str] = Factory(Counter)
    caught_by_kind: Counter[str] = Factory(Counter)
    tried_by_set: Counter[str] = Factory(Counter)
    survivors: list[tuple[str, Mutant]] = Factory(list)

    @property
    def tried(self) -> int:
        """How many were tried."""
        return self.tried_by_kind.total()

    @property
    def caught(self) -> int:
        """How many were noticed."""
        return self.caught_by_kind.total()


def plan_mutants(names: Sequence[str] = (), most: int = 0) -> list[tuple[str, Mutant]]:
    """Give the mutants of the shipped sets (of those named), or a seeded sample of them."""
    folders = sorted(file.parent for file in BUNDLED.glob("*/criteria.toml"))
    planned = [
        (folder.name, mutant)
        for folder in folders
        if not names or folder.name in names
        for mutant in mutants((folder / "criteria.toml").read_text(encoding="utf-8"))
    ]
    if most and most < len(planned):
        planned = random.Random(SEED).sample(planned, most)
        planned.sort(key=lambda one: (one[0], one[1].line))
    return planned


def try_mutants(planned: Sequence[tuple[str, Mutant]], shows_progress: bool = False) -> Trial:
    """Check each mutant in a copy of the library; nothing shipped is touched."""
    registry = load_registry()
    trial = Trial()
    with tempfile.TemporaryDirectory() as temporary:
        library = Path(temporary) / "criteria"
        shutil.copytree(BUNDLED, library)
        for name in sorted({name for name, _ in planned}):
            # In a set that is faulty already every mutant would pass for caught.
            problems = check_criteria(FoundSet(name, library / name, "as shipped"), registry)
            assert not problems.problems, (name, problems.problems)
        for number, (name, mutant) in enumerate(planned, 1):
            trial.tried_by_kind[mutant.kind] += 1
            trial.tried_by_set[name] += 1
            if is_caught(library / name, mutant, registry):
                trial.caught_by_kind[mutant.kind] += 1
            else:
                trial.survivors.append((name, mutant))
            if shows_progress:
                print(f"\r{number}/{len(planned)}", end="", file=sys.stderr)
    return trial


def is_caught(folder: Path, mutant: Mutant, registry: Registry) -> bool:
    """Tell whether checking a set notices the change in its file."""
    file = folder / "criteria.toml"
    good = file.read_text(encoding="utf-8")
    file.write_text(mutant.text, encoding="utf-8")
    try:
        return bool(check_criteria(FoundSet(folder.name, folder, "mutant"), registry).problems)
    finally:
        file.write_text(good, encoding="utf-8")
