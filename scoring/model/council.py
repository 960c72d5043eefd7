"""The council: who issues a paper, who sits, how they met, who signs. Nothing of it is scored.

Everything may be left out; what is missing becomes a dotted blank on paper, to fill by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from attrs import field, frozen


@frozen
class Body:
    """Who issues the papers: `kind` is "state" or "party", `sign` its sign in numbers (“UBND”)."""

    kind: str = "state"
    superior: str = ""
    name: str = ""
    place: str = ""
    sign: str = ""


@frozen
class Member:
    """One member of the council; `is_present` is None where nobody wrote it down.

    `note` tells why a member is absent.
    """

    name: str
    duty: str = ""
    is_present: bool | None = None
    note: str = ""


@frozen
class Vote:
    """A question that was put to the vote, and how it went."""

    question: str
    yes: int = 0
    no: int = 0
    abstained: int = 0


@frozen
class Meeting:
    """When and where the council met; a `start` that is a mere day has no hour yet.

    `present` is the number of members present, counted from the list where it is kept.
    """

    start: datetime | date | None = None
    end: datetime | date | None = None
    place: str = ""
    present: int | None = None
    absent: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()
    opinions: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()


@frozen
class Signer:
    """Who signs a paper: for whom (“TM. ỦY BAN NHÂN DÂN”), as what (“CHỦ TỊCH”), by name."""

    on_behalf: str = ""
    role: str = ""
    name: str = ""


@frozen
class PaperHead:
    """What one paper needs besides the result: its number, its day, what it rests on.

    `to` is whom it addresses, `authority` who decides (“CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG”);
    `contact` and `until` tell where and how long a complaint is taken.
    """

    number: str = ""
    day: date | None = None
    to: str = ""
    authority: str = ""
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signer: Signer | None = None
    contact: str = ""
    until: date | None = None


@frozen
class Council:
    """What a council's file says: its body, its members, its meeting, a head for each paper.

    `quorum` is the share of the members who must be present for a decision to stand.
    """

    body: Body = field(factory=Body)
    title: str = ""
    chair: str = ""
    secretary: str = ""
    quorum: Fraction | None = None
    members: tuple[Member, ...] = ()
    meeting: Meeting = field(factory=Meeting)
    head_by_form: Mapping[str, PaperHead] = field(factory=dict)

    def head(self, form: str) -> PaperHead:
        """Give what is known of one paper; an empty head where nothing is."""
        return self.head_by_form.get(form, PaperHead())

    @property
    def present(self) -> int | None:
        """The number of members present, as told or as counted; None where nobody knows."""
        if self.meeting.present is not None:
            return self.meeting.present
        told = [one.is_present for one in self.members]
        return sum(bool(one) for one in told) if told and None not in told else None

    @property
    def is_quorate(self) -> bool | None:
        """Tell whether enough members were present; None where that is not known."""
        if self.quorum is None or self.present is None or not self.members:
            return None
        return self.present >= self.quorum * len(self.members)
