"""The stages of an evaluation, in order. Each file holds plan, run and explain.

A stage reads the columns of those before it and only adds its own:

| stage | adds |
|---|---|
| points | `points`, `states`: what each leaf, bonus and deduction gives |
| totals | `part:CODE`, `sum`, `bonus`, `deduction`, `total`, `applicable_max`, `state:sum` |
| gates | `gate:ID`: which facts limit the grade |
| grades | `grade:band`, `grade:gated`, `state:graded`: the class by total, needs and gates |
| ranks | `rank`, `rank_overall`, `tied` |
| quotas | `place:GRADE`, `grade`, `state`: who finds a place, and what became of each unit |
"""

from types import ModuleType

from scoring.engine.stages import gates, grades, points, quotas, ranks, totals

STAGES: tuple[ModuleType, ...] = (points, totals, gates, grades, ranks, quotas)
# These look at one unit at a time, so they may run block by block.
UNIT_STAGES: tuple[ModuleType, ...] = (points, totals)
