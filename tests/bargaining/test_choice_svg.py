from __future__ import annotations

import pytest

from whipcount.bargaining.choice import choice
from whipcount.bargaining.choice_svg import choice_svg
from whipcount.bargaining.models import solve
from whipcount.bargaining.table import Issue, Table
from whipcount.errors import BargainingError

MEMBERS = tuple("AT BE DE DK FR IE IT NL SE FI".split())


def table(places: list[float], *, actors: tuple[str, ...] = MEMBERS, reference: float | None = 0.0) -> Table:
    n = len(places)
    return Table(
        actors[:n],
        [Issue("quota", reference=reference)],
        position=[[p] for p in places],
        salience=[[0.5]] * n,
        capability=[1.0 + k / 10 for k in range(n)],
    )


def test_the_picture_escapes_names_and_holds_a_bar_for_each_position() -> None:
    given_table = table([0, 0, 40, 40, 100, 100, 40, 0])
    picture = choice_svg(given_table, choice(given_table), "quota")
    assert picture.count("<rect") == 3
    assert "<polygon" in picture
    named = given_table.with_actors(["<b>", *given_table.actors[1:]])
    out = choice(given_table)
    renamed = type(out)(
        "choice", out.issues, out.values,
        chances=tuple(type(c)(c.issue, c.position, ("<b>", *c.actors), c.chance) for c in out.chances),
    )  # fmt: skip
    assert "<b>" not in choice_svg(named, renamed, "quota")
    with pytest.raises(BargainingError, match="gives no chances"):
        choice_svg(given_table, solve(given_table, "compromise"), "quota")
