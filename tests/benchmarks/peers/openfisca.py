"""OpenFisca-Core: a variable a criterion, of one entity; points, parts and total, no rank."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from tests.benchmarks import workload
from tests.benchmarks.peers.arrays import OnArrays
from tests.benchmarks.workload import Drawn

YEAR = "2026"
_Make = Callable[[Any, dict[str, Any]], Any]


class _Read(dict[str, Any]):
    """The variables of a population, worked out when they are read."""

    def __init__(self, population: Any, period: Any) -> None:
        self.population, self.period = population, period

    def __getitem__(self, name: str) -> Any:
        return self.population(name, self.period)


def _variable(entity: Any, name: str, make: _Make | None) -> type[Variable]:
    body: dict[str, Any] = {
        "value_type": int,
        "entity": entity,
        "definition_period": DateUnit.YEAR,
        "label": name,
    }
    if make is not None:
        body["formula"] = lambda population, period: make(OnArrays, _Read(population, period))
    return type(name, (Variable,), body)


def _makers() -> Iterator[tuple[str, _Make]]:
    for item in workload.ITEMS:
        yield item.points_name, item.points
    yield (
        "aside",
        lambda o, columns: sum(
            aside for one in workload.ITEMS if (aside := one.aside(o, columns)) is not None
        ),
    )
    for part in range(1, workload.PARTS + 1):
        yield f"part{part}", lambda o, columns, part=part: workload.part_of(part, columns)
    yield "total", lambda o, columns: workload.total_of(o, columns)["total"]


def prepare(units: Drawn) -> Callable[[], Any]:
    """Make the work: a simulation is made, given its inputs and asked for the total."""
    entity = Entity("unit", "units", "a unit", "")
    system = TaxBenefitSystem([entity])
    for name in units.columns:
        system.add_variable(_variable(entity, name, None))
    for name, make in _makers():
        system.add_variable(_variable(entity, name, make))
    inputs = {name: array.astype(np.int32) for name, array in units.columns.items()}

    def work() -> Any:
        simulation = SimulationBuilder().build_default_simulation(system, count=len(units))
        for name, array in inputs.items():
            simulation.set_input(name, YEAR, array)
        simulation.calculate("total", YEAR)
        return simulation

    return work


def integers(simulation: Any) -> dict[str, Any]:
    """Give what was worked out as integer columns."""
    return {name: simulation.calculate(name, YEAR) for name in (*workload.POINTS, "total")}
