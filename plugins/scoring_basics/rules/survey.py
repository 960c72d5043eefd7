"""R10, a survey: a mean, a percentage or the slips of each level, if enough answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring import (
    COUNT,
    NUMBER,
    UP,
    Case,
    Cells,
    Numbers,
    Parameter,
    ParameterFault,
    ParameterType,
    Points,
    RuleKind,
    Say,
    Slot,
    Text,
    Worked,
    choose,
    fault,
    list_of,
    number_or,
    one_of,
    total,
)
from scoring_basics.bands import percent
from scoring_basics.checks import wanted


def _read_levels(raw: object) -> tuple[str, ...]:
    # Levels name questions, so they are kept as words, highest first: rules with other
    # levels are planned apart, and the order in which they were written is all one.
    levels: Any = list_of(COUNT, least=2, most=20).read(raw)
    if len(set(levels)) < len(levels):
        raise fault(
            "một mức ghi hai lần.",
            "a level comes twice.",
            "Ghi mỗi mức một lần.",
            "Write each level once.",
        )
    return tuple(str(level) for level in sorted(levels, reverse=True))


LEVELS = ParameterType(
    "levels",
    Text(vi="danh sách các mức, ví dụ [5, 4, 3, 2, 1]", en="list of levels, as [5, 4, 3, 2, 1]"),
    _read_levels,
    {"type": "array", "items": dict(COUNT.schema), "minItems": 2, "maxItems": 20},
)


def slots(parameters: Mapping[str, Any]) -> tuple[Slot, ...]:
    """Ask the slips of each level; or a mean or a percentage, and how many answered."""
    levels = parameters.get("levels")
    if levels is not None:
        return tuple(
            Slot(
                f"level_{level}",
                "count",
                Text(vi=f"số phiếu mức {level}", en=f"slips of level {level}"),
                ask=f"Số phiếu chọn mức {level}",
            )
            for level in levels
        )
    low, high = parameters.get("lowest"), parameters.get("highest")
    return (
        Slot("mean", "number", Text(vi="điểm trung bình", en="mean"), UP, low=low, high=high),
        Slot("percent", "share", Text(vi="tỷ lệ hài lòng", en="share satisfied"), UP, high=1),
        Slot("n", "count", Text(vi="số phiếu trả lời", en="number of answers")),
    )


def points(case: Case) -> Numbers | Points:
    """Give max × the mapped answer, or what the rule says when few answered."""
    mean: Numbers | None
    if case.levels is not None:
        counts = [getattr(case, f"level_{level}") for level in case.levels]
        answers = total(counts)
        few = (answers < case.least_answers) | (answers == 0)
        summed = total([n * int(level) for n, level in zip(counts, case.levels, strict=True)])
        mean = summed / choose(answers == 0, 1, answers)
    else:
        answers = case.n
        few = (answers < case.least_answers) | (answers == 0)
        mean = case.mean if "mean" in case.answered else None
    if mean is None:
        earned = case.percent * case.max
    elif case.mapping == "share":
        earned = mean * (case.max / case.highest)
    else:
        earned = (mean - case.lowest) * (case.max / (case.highest - case.lowest))
    if not isinstance(case.when_few, str):
        return choose(few, case.when_few * case.max, earned)
    if case.when_few == "hold":
        return Points(earned, held=few)
    if case.when_few == "not-applicable":
        return Points(earned, not_applicable=few)
    return choose(few, 0, earned)


def explain(case: Case, say: Say) -> str:
    """Write the mean, the scale and the maximum, or why too few answered."""
    if case.levels is not None:
        counts = {level: getattr(case, f"level_{level}") for level in case.levels}
        answers = sum(counts.values(), Fraction(0))
    else:
        answers = case.n
    if answers < case.least_answers or answers == 0:
        few = say.text(
            vi=f"{say(answers)} phiếu, cần ít nhất {say(max(case.least_answers, 1))}",
            en=f"{say(answers)} answers, at least {say(max(case.least_answers, 1))} are needed",
        )
        if isinstance(case.when_few, Fraction):
            return f"{few}: {say.share(case.when_few)} × {say(case.max)}"
        return few
    if "percent" in case.answered:
        return f"{percent(case.percent, say)} × {say(case.max)}"
    line = ""
    if case.levels is not None:
        summed = sum((n * int(level) for level, n in counts.items()), Fraction(0))
        terms = " + ".join(f"{say(n)}×{level}" for level, n in counts.items())
        mean = summed / answers
        line = f"({terms}) ÷ {say(answers)} = {say(mean)}; "
    else:
        mean = case.mean
    if case.mapping == "share":
        return f"{line}{say(mean)} ÷ {say(case.highest)} × {say(case.max)}"
    low, high = say(case.lowest), say(case.highest)
    return f"{line}({say(mean)} − {low}) ÷ ({high} − {low}) × {say(case.max)}"


def preview(case: Cells) -> str:
    """Write max × the mapped answer, or what the rule says when few answered."""
    if case.levels is None:
        answers, mean = case.n, case.mean
    else:
        cells = [getattr(case, f"level_{level}") for level in case.levels]
        answers = f"({'+'.join(cells)})"
        summed = "+".join(f"{cell}*{level}" for cell, level in zip(cells, case.levels, strict=True))
        mean = f"({summed})/{answers}"
    most = case.say(case.max)
    few = f"OR({answers}<{case.say(case.least_answers)},{answers}=0)"
    return f"IF({few},{_preview_few(case)},{_preview_mapped(case, mean, most)})"


def _preview_few(case: Cells) -> str:
    if isinstance(case.when_few, Fraction):
        return case.say(case.when_few * case.max)
    return {"hold": case.HELD, "not-applicable": case.NOT_APPLICABLE}.get(case.when_few, "0")


def _preview_mapped(case: Cells, mean: str | None, most: str) -> str:
    if mean is None:
        return f"{case.percent}*{most}"
    if case.mapping == "share":
        return f"{mean}*{most}/{case.say(case.highest)}"
    return f"({mean}-{case.say(case.lowest)})*{most}/{case.say(case.highest - case.lowest)}"


def reach(case: Case) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest points."""
    if "percent" in case.answered or case.mapping != "share" or not case.lowest:
        return Fraction(0), case.max
    least = case.lowest / case.highest * case.max
    if case.when_few == "zero":
        return Fraction(0), case.max
    if isinstance(case.when_few, Fraction):
        return min(least, case.when_few * case.max), case.max
    return least, case.max


def check(case: Case) -> Sequence[ParameterFault]:
    """Refuse a mean without a scale, levels off the scale, and a share above 100%."""
    faults = []
    if "percent" not in case.answered:
        for name in ("mapping", "lowest", "highest"):
            faults += wanted(
                name,
                getattr(case, name),
                "điểm trung bình cần biết thang và cách quy đổi",
                "a mean needs its scale and how it is mapped",
            )
    low, high = case.lowest, case.highest
    if low is not None and high is not None:
        if low < 0 or low >= high:
            faults.append(
                fault(
                    "thang đo cần 0 ≤ lowest < highest.",
                    "a scale needs 0 ≤ lowest < highest.",
                    "Ghi mức thấp nhất và cao nhất của phiếu, ví dụ 1 và 5.",
                    "Write the lowest and the highest level of the slip, such as 1 and 5.",
                    "lowest",
                )
            )
        if any(not low <= int(level) <= high for level in case.levels or ()):
            faults.append(
                fault(
                    "có mức nằm ngoài thang từ lowest đến highest.",
                    "a level lies outside the scale from lowest to highest.",
                    "Sửa levels, lowest hoặc highest cho khớp.",
                    "Make levels, lowest and highest agree.",
                    "levels",
                )
            )
    if isinstance(case.when_few, Fraction) and case.when_few > 1:
        faults.append(
            fault(
                "when_few là tỷ lệ của điểm tối đa nên không quá 100%.",
                "when_few is a share of the maximum, so at most 100%.",
                'Viết ví dụ "50%".',
                'Write "50%", say.',
                "when_few",
            )
        )
    return faults


def doubt(case: Case) -> Sequence[ParameterFault]:
    """Doubt a least number of 0 answers, which lets one slip speak for a commune."""
    if case.least_answers > 0:
        return []
    return [
        fault(
            "least_answers = 0 nên một phiếu cũng đủ để tính điểm.",
            "least_answers = 0, so a single slip earns the points.",
            "Ghi số phiếu ít nhất cần có; nếu thật sự không cần thì ghi 1.",
            "Write the least number wanted; if there is none, write 1.",
            "least_answers",
        )
    ]


_SCALE = {"lowest": 1, "highest": 5, "least_answers": 30, "when_few": "hold"}
_LEVELS = {**_SCALE, "levels": [5, 4, 3, 2, 1]}
_SLIPS = {"level_5": 312, "level_4": 128, "level_3": 40, "level_2": 15, "level_1": 5}

KIND = RuleKind(
    name="survey",
    title=Text(vi="Khảo sát", en="Survey"),
    formula=Text(
        vi="(trung bình − mức thấp nhất) ÷ (cao nhất − thấp nhất) × điểm tối đa; "
        "hoặc trung bình ÷ cao nhất × điểm tối đa; hoặc tỷ lệ × điểm tối đa",
        en="(mean − lowest) ÷ (highest − lowest) × max; or mean ÷ highest × max; or share × max",
    ),
    slots=slots,
    parameters=(
        Parameter(
            "mapping",
            one_of("from-lowest", "share"),
            Text(
                vi="mức thấp nhất được 0 điểm, hay lấy trung bình chia mức cao nhất",
                en="the lowest level earns 0, or the mean is divided by the highest",
            ),
            required=False,
            absent=Text(vi="khảo sát cho sẵn tỷ lệ", en="the survey gives a share"),
        ),
        Parameter(
            "lowest",
            NUMBER,
            Text(vi="mức thấp nhất của thang", en="the lowest level of the scale"),
            required=False,
            absent=Text(vi="khảo sát cho sẵn tỷ lệ", en="the survey gives a share"),
        ),
        Parameter(
            "highest",
            NUMBER,
            Text(vi="mức cao nhất của thang", en="the highest level of the scale"),
            required=False,
            absent=Text(vi="khảo sát cho sẵn tỷ lệ", en="the survey gives a share"),
        ),
        Parameter(
            "levels",
            LEVELS,
            Text(vi="các mức, mỗi mức khai số phiếu", en="the levels, the slips of each are asked"),
            required=False,
            absent=Text(vi="khai trung bình hoặc tỷ lệ", en="a mean or a share is asked"),
        ),
        Parameter(
            "least_answers", COUNT, Text(vi="số phiếu ít nhất", en="the least number of answers")
        ),
        Parameter(
            "when_few",
            number_or("hold", "not-applicable", "zero"),
            Text(
                vi="khi thiếu phiếu: giữ lại, không áp dụng, 0 điểm, hoặc tỷ lệ của điểm tối đa",
                en="when too few answered: hold, not applicable, zero, or a share of the maximum",
            ),
        ),
    ),
    alternatives=(("mean", "n"), ("percent", "n")),
    points=points,
    preview=preview,
    explain=explain,
    reach=reach,
    check=check,
    doubt=doubt,
    source="R10; QĐ 1001/QĐ-BNV 2023",
    worked=(
        Worked(
            {**_LEVELS, "mapping": "from-lowest"},
            _SLIPS,
            "8.64",
            "10",
            Text(
                vi="500 phiếu, trung bình 4,454; mức 1 được 0 điểm",
                en="500 slips, mean 4.454; level 1 earns 0",
            ),
        ),
        Worked(
            {**_LEVELS, "mapping": "share"},
            _SLIPS,
            "8.91",
            "10",
            Text(
                vi="cùng các phiếu, chia cho mức 5: cách quy đổi làm đổi điểm",
                en="the same slips divided by level 5: the mapping changes the points",
            ),
        ),
        Worked(
            {"least_answers": 100, "when_few": "50%"},
            {"percent": "86.4%", "n": 400},
            "12.96",
            "15",
            Text(vi="86,4% hài lòng", en="86.4% are satisfied"),
        ),
        Worked(
            {"least_answers": 100, "when_few": "50%"},
            {"percent": "86.4%", "n": 99},
            "7.50",
            "15",
            Text(vi="99 phiếu, thiếu 1: lấy 50%", en="99 answers, one too few: 50%"),
        ),
        Worked(
            {**_SCALE, "mapping": "from-lowest"},
            {"mean": "4.10", "n": 60},
            "4.65",
            "6",
            Text(vi="trung bình 4,10 của 60 phiếu", en="mean 4.10 of 60 answers"),
        ),
        Worked(
            {**_SCALE, "mapping": "from-lowest"},
            {"mean": "4.10", "n": 29},
            "held",
            "6",
            Text(vi="29 phiếu, cần 30: giữ lại", en="29 answers, 30 are needed: held"),
        ),
        Worked(
            {
                "levels": [1, 2, 3],
                "lowest": 1,
                "highest": 3,
                "mapping": "from-lowest",
                "least_answers": 0,
                "when_few": "not-applicable",
            },
            {"level_1": 0, "level_2": 0, "level_3": 0},
            "not-applicable",
            "6",
            Text(vi="không phiếu nào là quá ít", en="no answers at all are too few"),
        ),
        Worked(
            {**_SCALE, "mapping": "share", "when_few": "zero"},
            {"mean": 5, "n": 10},
            "0.00",
            "6",
            Text(vi="thiếu phiếu thì 0 điểm", en="too few answers earn 0"),
        ),
    ),
)
