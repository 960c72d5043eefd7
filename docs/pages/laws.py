"""The page of the laws, and of trying a set with pytest."""

from __future__ import annotations

from pages.grid import both, table
from scoring_pytest import strategies
from scoring_pytest.laws import LAWS

INTRODUCTION = """\
# The laws

Every evaluation keeps these laws, whoever wrote the criteria set. With the extra “testing”
installed, pytest tries them on any set:

```sh
pytest my-set/                          # reads, examples, expected results, laws
pytest my-set/ --scoring-lang=vi        # failures told in Vietnamese (default: the machine’s language)
pytest my-set/ --scoring-examples=50    # more generated sheets a law (default: 5)
pytest my-set/ -k "law and rank"        # one law
```

*Mọi kết quả chấm điểm đều phải giữ các định luật dưới đây, dù bộ tiêu chí do ai viết.*

A law is tried on the set’s own `units.csv`, then on generated sheets: the same ones every time,
with blanks, cells that do not apply, zero divisors where the set says what they mean, and the
very numbers that the set names as edges. What breaks a law is shrunk to the smallest sheet that
still does, and told with unit, criterion and clause.
"""

IN_CODE = """
From Python each law is a function of `scoring_pytest.laws` that takes a program and a sheet (and
the result of the items, where a set feeds on one) and raises `LawBroken`; `hold` tries all of
them. Hypothesis strategies for tests of your own are in `scoring_pytest.strategies`:
"""


_ASIDE = ("keep", "number")  # public, but no strategies


def page() -> str:
    """Give the page."""
    laws = table(
        ("law", "what it promises"),
        [(f"`{law.name}`", both(law.promise)) for law in LAWS.values()],
    )
    offers = table(
        ("strategy", "what it gives"),
        [
            (f"`{name}`", (getattr(strategies, name).__doc__ or "").split("\n")[0])
            for name in strategies.__all__
            if name not in _ASIDE
        ],
    )
    return "\n".join([INTRODUCTION, *laws, IN_CODE, *offers, ""])
