"""The facts of the tables that name no criterion: head, policy, fields, bases, quotas."""

from __future__ import annotations

from scoring.engine import format as shape
from scoring.engine.comparing.facts import Fact, Facts, label_of, plain_fact
from scoring.model.criteria import CriteriaSet
from scoring.model.text import Text


def set_facts(criteria: CriteriaSet) -> Facts:
    """Give what the head of a set says."""
    names = ("title", "status", "issuer", "period", "unit_kinds", "items", "note")
    return {
        name: plain_fact("SET", name, getattr(criteria, name))
        for name in names
        if getattr(criteria, name) is not None
    }


def policy_facts(criteria: CriteriaSet) -> Facts:
    """Give the policies; those that say nothing are left out."""
    none = Text(vi="không giới hạn", en="no limit")
    policy = criteria.policy
    facts = {
        key.name: plain_fact("POLICY", key.name, getattr(policy, key.name), none)
        for key in shape.POLICY
    }
    # Left out, these say nothing at all; "none" there is no policy.
    for name, is_said in (
        ("counts", policy.counts is not None),
        ("bonus_cap", bool(criteria.bonuses)),
        ("deduction_cap", bool(criteria.deductions)),
    ):
        if not is_said:
            del facts[name]
    return facts


def field_facts(criteria: CriteriaSet) -> dict[str, tuple[Text, Facts]]:
    """Give the shared fields by their ids."""
    return {
        one.id: (
            Text.same(f"{one.id}: {one.ask}"),
            {
                name: plain_fact("FIELD", name, getattr(one, name))
                for name in ("ask", "type", "unit", "blank", "options")
                if getattr(one, name)
            },
        )
        for one in criteria.fields.values()
    }


def basis_facts(criteria: CriteriaSet) -> dict[str, tuple[Text, Facts]]:
    """Give what is cited, by its id."""
    return {
        one.id: (
            Text.same(one.cite),
            {
                name: plain_fact("BASIS", name, getattr(one, name))
                for name in ("cite", "title", "in_force", "link")
                if getattr(one, name) is not None
            },
        )
        for one in criteria.bases.values()
    }


def quota_facts(criteria: CriteriaSet) -> dict[str, tuple[Text, Facts]]:
    """Give the quotas by their grades."""
    title_by_id = {grade.id: grade.title for grade in criteria.grades}
    found = {}
    for one in criteria.quotas:
        base = one.base if one.base_grade is None else f"{one.base}:{one.base_grade}"
        facts = {
            "share": plain_fact("QUOTA", "share", one.share),
            "base": Fact(label_of("QUOTA", "base"), base, Text.same(base)),
            "round": plain_fact("QUOTA", "round", one.rounding),
            "tie_on_line": plain_fact("QUOTA", "tie_on_line", one.tie_on_line),
        }
        if one.small_group_under is not None:
            small = one.small_group_under, one.small_group_places
            facts["small_group"] = Fact(
                label_of("QUOTA", "small_group"),
                small,
                Text(
                    vi=f"dưới {small[0]} đơn vị thì {small[1]} chỗ",
                    en=f"under {small[0]} units: {small[1]} places",
                ),
            )
        if one.upper is not None:
            facts["upper"] = plain_fact("QUOTA", "upper", one.upper)
        found[one.grade] = Text.same(title_by_id.get(one.grade, one.grade)), facts
    return found
