"""Pictures: what a result looks like, as SVG of our own; the same on a screen and on paper."""

from __future__ import annotations

from scoring_documents.pictures.change import rank_change
from scoring_documents.pictures.dumbbells import self_against_appraised
from scoring_documents.pictures.heat import heat_map
from scoring_documents.pictures.ranking import ranking_bars
from scoring_documents.pictures.rows import MOST_ROWS
from scoring_documents.pictures.shares import GroupShares, group_shares
from scoring_documents.pictures.standing import unit_in_group

__all__ = [
    "MOST_ROWS",
    "GroupShares",
    "group_shares",
    "heat_map",
    "rank_change",
    "ranking_bars",
    "self_against_appraised",
    "unit_in_group",
]
