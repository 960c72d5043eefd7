"""The dossier: one unit of a result, with all that led to its total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from scoring.engine.frame import Frame
from scoring.engine.questions import Question
from scoring.engine.stages import points as points_stage
from scoring.engine.stages import totals as totals_stage
from scoring.engine.why import unit_frame
from scoring.model.columns import State
from scoring.model.criteria import CriteriaSet
from scoring.model.result import Result
from scoring.model.sheet import Remark
from scoring.model.units import Unit


@frozen(eq=False)
class Dossier:
    """One unit of a result; `frame` keeps what stands between the steps of its total."""

    result: Result
    row: int
    frame: Frame

    @property
    def unit(self) -> Unit:
        """Who it is about."""
        return self.result.units[self.row]

    @property
    def criteria(self) -> CriteriaSet:
        """The set the unit was scored by."""
        return self.result.criteria

    @property
    def points_plan(self) -> points_stage.Plan:
        """How the points of the leaves come about."""
        plan: points_stage.Plan = self.result.program.plans["points"]
        return plan

    @property
    def totals_plan(self) -> totals_stage.Plan:
        """How the points add up."""
        plan: totals_stage.Plan = self.result.program.plans["totals"]
        return plan

    @property
    def questions(self) -> Mapping[str, Question]:
        """What the sheet asked, by the title of the column."""
        questions: Mapping[str, Question] = self.result.program.question_by_column
        return questions

    @property
    def remarks(self) -> Sequence[Remark]:
        """What was put into words about the unit."""
        return self.result.sheet.remarks_by_unit.get(self.unit.id, ())

    def at(self, name: str) -> Fraction:
        """Give a number that stands between the steps."""
        return self.frame.numbers(name).spread((1,)).at(0)

    def cell(self, column: str) -> Fraction | State:
        """Give what was reported in a column."""
        return self.result.sheet.columns[column].cell(self.row)

    def cells(self, column: str) -> tuple[Fraction, ...] | State:
        """Give the list of numbers that was reported in a column."""
        return self.result.sheet.lists[column][self.row]


def open_dossier(result: Result, row: int) -> Dossier:
    """Run the totals again on the unit of a row, keeping what stands between the steps."""
    full = unit_frame(result, row)
    frame = Frame(result.sheet, row, row + 1, traces=True)
    frame.point_rows = full.point_rows
    frame.add("points", full.numbers("points"))
    frame.add("states", full.codes("states"))
    dossier = Dossier(result, row, frame)
    totals_stage.run(dossier.totals_plan, frame)
    return dossier
