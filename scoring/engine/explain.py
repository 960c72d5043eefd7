"""Explain: why one unit has its points, its total, its grade and its rank.

Nothing is computed a second way: the stages run again on the one unit, keeping what
stands in between, and each rule kind puts the unit's numbers into its own arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from attrs import evolve

from scoring.engine.frame import Frame
from scoring.engine.questions import EVIDENCE, Question
from scoring.engine.stages import points as points_stage
from scoring.engine.stages import totals as totals_stage
from scoring.engine.stages.gates import CLOSED
from scoring.engine.stages.points import Block, Leaf, single
from scoring.engine.stages.quotas import AWAITS_VOTE, HAS_PLACE, NO_PLACE, VOTED_TOO_MANY
from scoring.engine.stages.totals import Node
from scoring.engine.tell import (
    OWNER_SAID,
    ROLE_SAID,
    STATE_NAMES,
    UNIT_STATE_SAID,
    name_of,
    say_answer,
    say_condition,
    say_points,
    why_unmet,
)
from scoring.engine.why import judge_of, unit_frame, why_not_higher, why_not_scored
from scoring.model.columns import Numbers, State
from scoring.model.criteria import ROLES, Criterion
from scoring.model.errors import UnknownNameError
from scoring.model.explanation import Explanation, Step
from scoring.model.result import NO_GRADE, Result
from scoring.model.text import LANGUAGES, Text
from scoring.plugin.kinds import Case, Say

_STEP_SAID = {
    "round-leaves": Text(vi="làm tròn từng tiêu chí", en="rounding of each leaf"),
    "sum": Text(vi="cộng các phần", en="sum of the parts"),
    "cap": Text(vi="trần và sàn của nhóm", en="caps and floors of groups"),
    "normalise": Text(
        vi="quy đổi theo điểm tối đa áp dụng", en="normalised to the applicable maximum"
    ),
    "bonus": Text(vi="điểm thưởng", en="bonus"),
    "deduct": Text(vi="điểm trừ", en="deduction"),
    "clamp": Text(vi="chặn trong khoảng", en="clamped"),
    "round-total": Text(vi="làm tròn tổng điểm", en="rounding of the total"),
}


def explain(result: Result, row: int) -> Explanation:
    """Give the explanation of the unit in a row of the result.

    The result must have been run with its points kept. Raises `UnknownNameError` if
    there is no such row.
    """
    if not 0 <= row < len(result.units):
        raise UnknownNameError(Text(vi=f"Không có dòng {row}.", en=f"There is no row {row}."))
    unit = result.units[row]
    teller = _Teller(result, row)
    return Explanation(
        unit=unit.id,
        name=unit.name,
        set_title=result.criteria.title,
        total=teller.total(),
        verdicts=tuple(teller.verdicts()),
    )


def explain_leaf(result: Result, row: int, code: str) -> Step:
    """Give the step of one criterion; raises `UnknownNameError`."""
    if code not in result.criteria.criterion_by_code:
        known = ", ".join(result.criteria.criterion_by_code)
        raise UnknownNameError(
            Text(
                vi=f"Không có tiêu chí “{code}”. Có: {known}.",
                en=f"There is no criterion “{code}”. Known: {known}.",
            )
        )
    found = next((step for step in _Teller(result, row).total().walk() if step.code == code), None)
    assert found is not None
    return found


class _Teller:
    """Tells one unit."""

    def __init__(self, result: Result, row: int) -> None:
        self.result = result
        self.row = row
        self.criteria = result.criteria
        self.points_plan: points_stage.Plan = result.program.plans["points"]
        self.totals_plan: totals_stage.Plan = result.program.plans["totals"]
        self.questions: Mapping[str, Question] = result.program.question_by_column
        self.unit = result.units[row]
        self.frame = self._traced()

    def _traced(self) -> Frame:
        """Run the totals again on this unit, keeping what stands between the steps."""
        full = unit_frame(self.result, self.row)
        frame = Frame(self.result.sheet, self.row, self.row + 1, traces=True)
        frame.point_rows = full.point_rows
        frame.add("points", full.numbers("points"))
        frame.add("states", full.codes("states"))
        totals_stage.run(self.totals_plan, frame)
        return frame

    def _at(self, name: str) -> Fraction:
        return self.frame.numbers(name).spread((1,)).at(0)

    # ---- the total --------------------------------------------------------------------

    def total(self) -> Step:
        """Tell the total as parts and the steps of the order of operations."""
        steps = [self._node(node, Fraction(1)) for node in self.totals_plan.root.children]
        running = self._at("sum")
        for step in self.criteria.policy.order:
            after = self._at(f"after:{step}")
            told = self._policy_step(step, running, after)
            if told is not None:
                steps.append(told)
            running = after
        return Step(
            kind="total",
            label=Text(vi="Tổng điểm", en="Total"),
            points=running,
            max=self.criteria.policy.scale,
            steps=tuple(steps),
        )

    def _policy_step(self, step: str, before: Fraction, after: Fraction) -> Step | None:
        """Tell one step of the order, if it does anything to this unit."""
        if step in ("round-leaves", "sum", "cap"):
            return None
        items: tuple[Step, ...] = ()
        arithmetic: Text | None = None
        if step == "bonus" and self.criteria.bonuses:
            items = self._extras(self.criteria.bonuses, "bonus", self.criteria.policy.bonus_cap)
        elif step == "deduct" and self.criteria.deductions:
            items = self._extras(
                self.criteria.deductions, "deduction", self.criteria.policy.deduction_cap
            )
        elif before == after:
            return None
        elif step == "normalise":
            arithmetic = self._said(
                before,
                " × ",
                self.criteria.policy.scale,
                " ÷ ",
                self._at("applicable_max"),
                " = ",
                after,
            )
        elif step == "round-total":
            rounding = self.criteria.policy.total_rounding.said()
            arithmetic = self._said(before, " → ", after) + " (" + rounding + ")"
        else:
            arithmetic = self._said(before, " → ", after)
        return Step(
            kind="policy",
            label=_STEP_SAID[step],
            code=step,
            points=after - before,
            adds=after - before,
            arithmetic=arithmetic,
            steps=items if step != "deduct" else tuple(_negated(item) for item in items),
        )

    def _extras(
        self, items: tuple[Criterion, ...], kind: str, cap: Fraction | None
    ) -> tuple[Step, ...]:
        steps = [self._leaf(one.code, kind, Fraction(1)) for one in items]
        earned = sum((step.adds or Fraction(0) for step in steps), Fraction(0))
        if cap is not None and earned > cap:
            steps.append(
                Step(
                    kind="policy",
                    label=Text(vi="giới hạn chung", en="cap on the whole"),
                    points=cap - earned,
                    adds=cap - earned,
                    arithmetic=self._said(earned, " → ", cap),
                )
            )
        return tuple(steps)

    @staticmethod
    def _said(*parts: Fraction | str) -> Text:
        said = Text.same("")
        for part in parts:
            said = said + (part if isinstance(part, str) else say_points(part))
        return said

    # ---- groups -------------------------------------------------------------------------

    def _node(self, node: Node, share: Fraction) -> Step:
        if node.row is not None:
            return self._leaf(node.code, "leaf", share)
        criterion = self.criteria.criterion_by_code[node.code]
        children = [self._node(child, self._child_share(node, child)) for child in node.children]
        if node.combine in ("min", "best"):
            children = self._pick_one(node, children)
        earned, capped = self._at(f"earned:{node.code}"), self._at(f"capped:{node.code}")
        points = self._at(f"part:{node.code}")
        for label, before, after in (
            (Text(vi="trần, sàn của nhóm", en="cap or floor of the group"), earned, capped),
            (
                Text(
                    vi="chia lại điểm không áp dụng trong nhóm",
                    en="not applicable points given back",
                ),
                capped,
                points,
            ),
        ):
            if before != after:
                children.append(
                    Step(
                        kind="policy",
                        label=label,
                        points=after - before,
                        adds=after - before,
                        arithmetic=self._said(before, " → ", after),
                    )
                )
        return Step(
            kind="group",
            label=name_of(criterion),
            code=node.code,
            points=points,
            max=self._at(f"applicable:{node.code}"),
            adds=points * share,
            note=self._combined(node),
            steps=tuple(children),
        )

    def _child_share(self, node: Node, child: Node) -> Fraction:
        return child.weight if node.combine in ("weighted", "mean") else Fraction(1)

    def _combined(self, node: Node) -> Text | None:
        return {
            "sum": None,
            "weighted": Text(vi="bình quân có trọng số", en="weighted mean"),
            "mean": Text(vi="trung bình cộng", en="mean"),
            "min": Text(vi="lấy tiêu chí thấp nhất", en="the least counts"),
            "best": Text(vi="lấy tiêu chí cao nhất", en="the best counts"),
        }[node.combine]

    def _pick_one(self, node: Node, children: list[Step]) -> list[Step]:
        """Let only the child that counts add to its group."""
        earned = self._at(f"earned:{node.code}")
        # With full marks what does not apply counts like everything else.
        aside = "" if self.criteria.policy.not_applicable == "full-marks" else "not-applicable"
        chosen = next(
            (i for i, step in enumerate(children) if step.points == earned and step.state != aside),
            None,
        )
        return [
            _with_adds(step, (step.points if index == chosen else Fraction(0)))
            for index, step in enumerate(children)
        ]

    # ---- leaves -----------------------------------------------------------------------------

    def _leaf(self, code: str, kind: str, share: Fraction) -> Step:
        leaf = self.points_plan.leaves[self.points_plan.row_by_code[code]]
        index = self.points_plan.row_by_code[code]
        points = self.frame.numbers("points").at(index, 0)
        state = State(int(self.frame.codes("states")[index, 0]))
        block = single(leaf)
        exact = self._exact(block)
        arithmetic, note = self._arithmetic(leaf, block, state, points, exact)
        criterion = leaf.criterion
        return Step(
            kind=kind,
            label=name_of(criterion),
            code=code,
            points=points,
            max=criterion.max,
            state=STATE_NAMES[state],
            arithmetic=arithmetic,
            inputs=tuple(self._inputs(leaf)),
            source=tuple(self._source(leaf)),
            note=note,
            adds=points * share,
        )

    def _frame_for(self, block: Block) -> tuple[Frame, int]:
        """Give the frame a block must run on, and the place of this unit in it."""
        if block.needs_peers:
            return Frame(self.result.sheet), self.row
        return Frame(self.result.sheet, self.row, self.row + 1), 0

    def _exact(self, block: Block) -> Fraction:
        frame, place = self._frame_for(block)
        numbers, _ = points_stage.exact_points(block, frame)
        return numbers.spread((1, len(frame))).at(0, place)

    def _arithmetic(
        self, leaf: Leaf, block: Block, state: State, points: Fraction, exact: Fraction
    ) -> tuple[Text | None, Text | None]:
        if state is State.MISSING:
            gives = self.criteria.policy.missing == "zero"
            return None, Text(
                vi="để trống: "
                + ("0 điểm theo quy ước của bộ tiêu chí" if gives else "giữ lại chờ số liệu"),
                en="left blank: "
                + ("0 points, as the set says" if gives else "held until it is answered"),
            )
        if state is State.NOT_APPLICABLE:
            return None, self._why_not_applicable(leaf, points)
        if state is State.HELD:
            return self._worked(leaf, block, None), Text(
                vi="giữ lại chờ quyết định", en="held until somebody decides"
            )
        note = self._outcome(leaf, block)
        if note is not None:
            return None, note + self._said(": ", points)
        worked = self._worked(leaf, block, exact)
        rounding = self.points_plan.rounding
        if exact != points:
            rounded = rounding.of(exact)
            worked = worked + self._said(" → ", rounded)
            if rounded != points:
                dependence = leaf.criterion.depends_on
                return worked, Text(
                    vi=f"chỉ tính khi tiêu chí {dependence.criterion if dependence else ''} đạt yêu cầu: {self._said(points).vi}",
                    en=f"counts only if criterion {dependence.criterion if dependence else ''} does: {self._said(points).en}",
                )
        return worked, None

    def _why_not_applicable(self, leaf: Leaf, points: Fraction) -> Text:
        kinds = leaf.criterion.unit_kinds
        if kinds and self.unit.kind not in kinds:
            why = Text(vi="không áp dụng cho loại đơn vị này", en="not for this kind of unit")
        else:
            why = self._outcome(leaf, single(leaf)) or Text(vi="không áp dụng", en="not applicable")
        if points:
            return why + Text(vi="; được đủ điểm", en="; full marks") + self._said(": ", points)
        return why

    def _outcome(self, leaf: Leaf, block: Block) -> Text | None:
        """Say which outcome spoke instead of the rule, if one did."""
        if leaf.parts or block.needs_peers:
            return None
        frame, _ = self._frame_for(block)
        rule = leaf.rule
        for slot in rule.on_zero:
            column = leaf.sources[slot].column
            if column is not None:
                cell = frame.answer(column).cell(0)
                if cell == 0 and not isinstance(cell, State):
                    ask = self.questions[column].ask
                    return Text(vi=f"“{ask}” là 0", en=f"“{ask}” is 0")
        if rule.enough is not None:
            column = leaf.sources[rule.enough.slot].column
            cell = frame.answer(column).cell(0) if column is not None else State.MISSING
            if not isinstance(cell, State) and cell < rule.enough.count:
                return self._said(cell, " < ", rule.enough.count) + Text(
                    vi=", chưa đủ số tối thiểu", en=", below the minimum number"
                )
        return None

    def _worked(self, leaf: Leaf, block: Block, exact: Fraction | None) -> Text:
        """Put the numbers of the unit into the arithmetic of the rule."""
        said = {
            lang: leaf.kind.explain(self._case(leaf, block, Say(lang)), Say(lang))
            for lang in LANGUAGES
        }
        left = Text(vi=said["vi"], en=said["en"])
        evidence = self._evidence(leaf)
        if evidence is not None:
            left = left + evidence
        if exact is None:
            return left
        # What a rule picked ("47 ÷ 52 ≥ 90%", "có") leads to points; a sum equals them.
        sums = any(sign in said["vi"] for sign in "÷×+−")
        picks = not sums or any(sign in said["vi"] for sign in "≥≤<>=:→“")
        if picks and self.points_plan.rounding.of(exact) == exact:
            return left + self._said(" → ", exact)
        return left + self._said(" = ", exact)

    def _evidence(self, leaf: Leaf) -> Text | None:
        rule = leaf.criterion.evidence_rule
        if rule is None:
            return None
        cell = self.result.sheet.columns[f"{leaf.name}.{EVIDENCE}"].cell(self.row)
        if cell == 1:
            return Text(vi="; minh chứng muộn × ", en="; evidence late × ") + say_points(rule.late)
        if cell in (2, State.MISSING):
            return Text(vi="; không có minh chứng", en="; no evidence")
        return None

    def _case(self, leaf: Leaf, block: Block, say: Say) -> Case:
        values: dict[str, Any] = {
            **leaf.parameters,
            "max": leaf.max,
            "answered": frozenset(leaf.rule.answers),
        }
        for slot in leaf.slots:
            source = leaf.sources[slot.name]
            name = source.column if source.column is not None else f"feed:{source.feed}"
            if slot.type == "numbers":
                cells = self.result.sheet.lists[name][self.row]
                values[slot.name] = () if isinstance(cells, State) else cells
                continue
            cell = self.result.sheet.columns[name].cell(self.row)
            values[slot.name] = Fraction(0) if isinstance(cell, State) else cell
            if slot.divides and values[slot.name] == 0:
                values[slot.name] = Fraction(1)
        values["applies"] = {
            slot.name: self.result.sheet.columns[str(leaf.sources[slot.name].column)].cell(self.row)
            is not State.NOT_APPLICABLE
            for slot in leaf.slots
            if slot.may_not_apply
        }
        values["parts"] = tuple(
            self._part(part, inner, say)
            for part, inner in zip(leaf.parts, block.parts, strict=True)
        )
        if leaf.kind.scope == "peers":
            values["peers"] = self._peers(leaf, block)
        return Case(values)

    def _part(self, leaf: Leaf, block: Block, say: Say) -> tuple[str, Fraction | None]:
        frame, place = self._frame_for(block)
        numbers, states = points_stage.exact_points(block, frame)
        aside = states is not None and int(states[0, place]) == State.NOT_APPLICABLE
        points = None if aside else numbers.spread((1, len(frame))).at(0, place)
        return leaf.kind.explain(self._case(leaf, block, say), say), points

    def _peers(self, leaf: Leaf, block: Block) -> dict[str, list[Fraction]]:
        """Give the answers of the members of the unit's group that count."""
        sheet = self.result.sheet
        codes = sheet.units.groups.codes
        columns = {
            slot.name: sheet.columns[str(leaf.sources[slot.name].column)] for slot in leaf.slots
        }
        _, states = points_stage.exact_points(block, Frame(sheet))
        counted = codes == codes[self.row]
        if states is not None:
            counted = counted & (states[0] == State.VALUE)
        rows = np.nonzero(counted)[0].tolist()
        return {name: [column.numbers.at(row) for row in rows] for name, column in columns.items()}

    def _inputs(self, leaf: Leaf) -> Iterator[Text]:
        for one in (leaf, *leaf.parts):
            for slot in one.slots:
                source = one.sources[slot.name]
                if source.column is None:
                    yield self._feed(str(source.feed))
                    continue
                yield self._input(source.column)

    def _feed(self, feed: str) -> Text:
        name = f"feed:{feed}"
        if feed == "items":
            cells = self.result.sheet.lists[name][self.row]
            numbers = () if isinstance(cells, State) else cells
            said = "; ".join(say_points(number).vi for number in numbers) or "—"
            return Text(vi=f"điểm các mô hình: {said}", en=f"points of the items: {said}")
        cell = self.result.sheet.columns[name].cell(self.row)
        shown = Text.same("—") if isinstance(cell, State) else say_points(cell)
        return Text.same(f"{feed}: ") + shown

    def _input(self, column: str) -> Text:
        question = self.questions[column]
        label = Text.same(f"{question.ask}: ")
        if question.type == "numbers":
            cells = self.result.sheet.lists[column][self.row]
            if isinstance(cells, State):
                return label + _STATE_SHORT[cells]
            said = [say_points(number) for number in cells]
            return label + Text(vi="; ".join(t.vi for t in said), en="; ".join(t.en for t in said))
        cell = self.result.sheet.columns[column].cell(self.row)
        shown = _STATE_SHORT[cell] if isinstance(cell, State) else say_answer(question, cell)
        role = self._role(column)
        return label + shown + (Text.same("") if role is None else Text.same(" (") + role + ")")

    def _role(self, column: str) -> Text | None:
        codes = self.result.sheet.roles.get(column)
        if codes is None:
            return None
        role = ROLE_SAID[ROLES[int(codes[self.row])]]
        own = self.result.sheet.self_columns[column].cell(self.row)
        now = self.result.sheet.columns[column].cell(self.row)
        if isinstance(own, State) or isinstance(now, State) or own == now:
            return role
        said = say_answer(self.questions[column], own)
        return role + Text(vi=", tự chấm ", en=", self-assessed ") + said

    def _source(self, leaf: Leaf) -> Iterator[Text]:
        criterion = leaf.criterion
        for cite in criterion.basis:
            basis_id, _, clause = cite.partition(" ")
            basis = self.criteria.bases[basis_id]
            yield Text.same(f"{basis.cite} {clause}".strip())
        if criterion.owner is not None:
            yield Text(vi="người chấm: ", en="given by: ") + OWNER_SAID[criterion.owner]
        if criterion.evidence is not None:
            yield Text(vi="minh chứng: ", en="evidence: ") + criterion.evidence

    # ---- verdicts ------------------------------------------------------------------------------

    def verdicts(self) -> Iterator[Step]:
        """Tell the state, the grade, the gates, the quota and the rank."""
        result, row = self.result, self.row
        for remark in result.sheet.remarks:
            if remark.unit == self.unit.id:
                role = ROLE_SAID.get(remark.role, Text.same(remark.role))
                yield Step(
                    kind="remark",
                    label=Text(vi="Lý do ghi lại", en="Reason on record")
                    + (Text.same("") if not role.vi else Text.same(" (") + role + ")"),
                    note=Text.same(remark.text),
                )
        if result.state(row) != "scored":
            yield Step(
                kind="state",
                label=UNIT_STATE_SAID[result.state(row)],
                inputs=tuple(why_not_scored(result, row)),
            )
        yield from self._grade()
        yield from self._rank()

    def _grade(self) -> Iterator[Step]:
        result, row, criteria = self.result, self.row, self.criteria
        band = int(result.codes("grade:band")[row])
        if band == NO_GRADE or result.state(row) == "unclassified":
            return
        judge = judge_of(result, row)
        grade = criteria.grades[band]
        yield Step(
            kind="grade",
            label=Text(vi=f"Theo tổng điểm: {grade.title}", en=f"By the total: {grade.title}"),
            arithmetic=grade.totals.said(grade.share),
        )
        for code in range(band + 1):
            needs = criteria.grades[code].needs
            if code < band or needs is None:
                continue
            unmet = tuple(why_unmet(needs, judge))
            said = say_condition(needs, criteria)
            met = Text(vi="đạt", en="met") if not unmet else Text(vi="chưa đạt", en="not met")
            yield Step(
                kind="grade",
                label=Text(vi="Điều kiện kèm theo: ", en="What it needs: ") + said,
                note=met,
                inputs=unmet,
            )
        for gate in criteria.gates:
            column = result.columns.get(f"gate:{gate.id}")
            if (
                column is not None
                and not isinstance(column, Numbers)
                and int(column[row]) == CLOSED
            ):
                yield Step(
                    kind="gate",
                    label=Text(vi="Điều kiện chặn: ", en="Gate: ") + gate.title,
                    arithmetic=say_condition(gate.when, criteria),
                    source=tuple(self._cites(gate.basis)),
                )
        yield from self._places()
        decided = result.sheet.decided.get(self.unit.id)
        if decided is not None:
            title = criteria.grades[criteria.grade_index(decided[0])].title
            yield Step(
                kind="grade",
                label=Text(
                    vi=f"Hội đồng quyết định: {title}", en=f"Decided by the council: {title}"
                ),
                note=Text.same(decided[1]),
            )
        final = int(result.codes("grade")[row])
        if final != NO_GRADE:
            yield Step(
                kind="grade",
                label=Text(
                    vi=f"Xếp loại: {criteria.grades[final].title}",
                    en=f"Grade: {criteria.grades[final].title}",
                ),
                inputs=tuple(why_not_higher(result, row)),
            )

    def _cites(self, cites: tuple[str, ...]) -> Iterator[Text]:
        for cite in cites:
            basis_id, _, clause = cite.partition(" ")
            yield Text.same(f"{self.criteria.bases[basis_id].cite} {clause}".strip())

    def _places(self) -> Iterator[Step]:
        for quota in self.criteria.quotas:
            place = int(self.result.codes(f"place:{quota.grade}")[self.row])
            said = {
                HAS_PLACE: Text(vi="trong chỉ tiêu", en="within the quota"),
                NO_PLACE: Text(
                    vi="ngoài chỉ tiêu, xuống hạng kế tiếp",
                    en="beyond the quota, falls to the next grade",
                ),
                AWAITS_VOTE: Text(
                    vi="bằng nhau ngay vạch, chờ bỏ phiếu",
                    en="tied across the line, waits for a vote",
                ),
                VOTED_TOO_MANY: Text(
                    vi="số đơn vị được bầu vượt số chỗ, chờ bỏ phiếu lại",
                    en="more were voted in than there are places, waits for another vote",
                ),
            }.get(place)
            if said is not None:
                title = self.criteria.grades[self.criteria.grade_index(quota.grade)].title
                yield Step(
                    kind="quota",
                    label=Text(vi=f"Chỉ tiêu “{title}”", en=f"Quota of “{title}”"),
                    note=said,
                )

    def _rank(self) -> Iterator[Step]:
        result, row = self.result, self.row
        rank = result.rank(row)
        if rank is None:
            return
        within = self.criteria.ranking.within == "group"
        rows = [
            other
            for other in range(len(result.units))
            if result.rank(other) is not None
            and (not within or result.units.groups.codes[other] == result.units.groups.codes[row])
        ]
        same = [
            result.units.names[other]
            for other in rows
            if result.rank(other) == rank and other != row
        ]
        where = Text.same(self.unit.group) if within else Text(vi="tất cả đơn vị", en="all units")
        note: Text | None = None
        if same:
            names = ", ".join(sorted(same))
            vote = self.criteria.ranking.tied == "vote"
            note = Text(
                vi=f"đồng hạng với {names}" + (": hội đồng bỏ phiếu" if vote else ""),
                en=f"shared with {names}" + (": the council votes" if vote else ""),
            )
        yield Step(
            kind="rank",
            label=Text(vi=f"Hạng {rank} trên {len(rows)} ", en=f"Rank {rank} of {len(rows)} ")
            + Text(vi="trong ", en="in ")
            + where,
            note=note,
        )


_STATE_SHORT = {
    State.MISSING: Text(vi="(để trống)", en="(blank)"),
    State.NOT_APPLICABLE: Text(vi="không áp dụng", en="not applicable"),
    State.HELD: Text(vi="(giữ lại)", en="(held)"),
}


def _with_adds(step: Step, adds: Fraction | None) -> Step:
    return evolve(step, adds=adds)


def _negated(step: Step) -> Step:
    return _with_adds(step, None if step.adds is None else -step.adds)
