"""Tie-breakers: what splits units with equal totals, the better one first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring import TEXT, Numbers, Parameter, Standing, Text, TieBreaker
from scoring_basics.peers import BETTER_PARAMETER

# Functions with names of their own, so that a compiled set can be pickled.


def _criterion(standing: Standing, parameters: Mapping[str, Any]) -> Numbers:
    return standing.points(parameters["of"])


def _fewer_deductions(standing: Standing, parameters: Mapping[str, Any]) -> Numbers:
    return -standing.total("deduction")


def _more_bonus(standing: Standing, parameters: Mapping[str, Any]) -> Numbers:
    return standing.total("bonus")


def _smaller_gap(standing: Standing, parameters: Mapping[str, Any]) -> Numbers:
    return -standing.gap()


def _field(standing: Standing, parameters: Mapping[str, Any]) -> Numbers:
    return standing.field(parameters["of"], parameters["better"])


TIE_BREAKERS: tuple[TieBreaker, ...] = (
    TieBreaker(
        name="criterion",
        title=Text(vi="Điểm của một tiêu chí cao hơn", en="More points in a criterion"),
        key=_criterion,
        parameters=(Parameter("of", TEXT, Text(vi="mã tiêu chí", en="code of the criterion")),),
        names_criterion="of",
    ),
    TieBreaker(
        name="fewer-deductions",
        title=Text(vi="Ít điểm trừ hơn", en="Fewer points deducted"),
        key=_fewer_deductions,
    ),
    TieBreaker(
        name="field",
        title=Text(vi="So một số liệu của đơn vị", en="A field of the unit"),
        key=_field,
        parameters=(
            Parameter("of", TEXT, Text(vi="mã số liệu", en="id of the field")),
            BETTER_PARAMETER,
        ),
        names_field="of",
    ),
    TieBreaker(
        name="more-bonus",
        title=Text(vi="Nhiều điểm thưởng hơn", en="More bonus points"),
        key=_more_bonus,
    ),
    TieBreaker(
        name="smaller-gap",
        title=Text(
            vi="Tự chấm sát với điểm được tính hơn", en="Self-marks closer to the counted points"
        ),
        key=_smaller_gap,
    ),
)
