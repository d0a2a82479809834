"""What the brief says of bargaining: from the whip count, in every face, deaf to hostile names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.briefs.sample import sample
from tests.briefs.test_faces import EVIL, Page
from whipcount.analysis.analyse import Read, analyse
from whipcount.analysis.analysis import Analysis
from whipcount.bargaining.stances import POINTS
from whipcount.briefs.charts.bargaining import members_chart, rows_of, turns_chart
from whipcount.briefs.render.bargaining_rows import HEADING, bargain_tables, concession_text, concessions
from whipcount.briefs.render.docx import to_docx
from whipcount.briefs.render.html import to_html
from whipcount.briefs.render.markdown import to_markdown
from whipcount.briefs.sections.bargaining import bargain_of, bargain_view, tell
from whipcount.briefs.view.bargaining import (
    BargainActor,
    BargainExchange,
    BargainIssue,
    BargainModel,
    BargainMove,
    BargainView,
)
from whipcount.briefs.view.schema import from_json, to_json
from whipcount.dossiers.file import load_dossier_file
from whipcount.errors import BargainingError, InputError

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def analysis(root: Path, name: str, day: date) -> Analysis:
    dossier = load_dossier_file(root / "examples" / name / "dossier.yaml")
    assert dossier.proposal is not None
    return analyse(dossier, Read(dossier.proposal), as_of=day, known_by=NOW, over_time=False)


def small(name: str = "Quill") -> BargainView:
    """A view by hand, of invented members; ``name`` stands wherever a name from outside does."""
    return BargainView(
        label="what-if",
        how="by hand",
        shown_model="spatial",
        settled=True,
        issue=BargainIssue("a", name, 0.0, 60.0, 20.0, 95.0, 55.0, 64.0, ((0.0, 80.0),), ("Q",), 2, 2, name),
        models=(
            BargainModel("compromise", "mean", 60.0, True, True),
            BargainModel("nash", "n", None, False, True, name),
        ),
        actors=(
            BargainActor("Q", name, True, 40.0, 0.6, 0.25, 0.2, (40.0, 50.0, 60.0)),
            BargainActor("S", "Sorrel", True, 100.0, 0.8, 0.25, 0.6, (100.0, 100.0, 90.0)),
            BargainActor("B", "Brenn", False, 50.0, 0.2, 0.25, 0.1, (50.0, 50.0, 50.0)),
            BargainActor("T", "Tessel", False, 50.0, 0.2, 0.25, 0.1, (50.0, 50.0, 50.0)),
        ),
        moves=(
            BargainMove(1, "Q", name, "S", "Sorrel", 40.0, 50.0),
            BargainMove(2, "Q", name, "S", "Sorrel", 50.0, 60.0),
            BargainMove(2, "S", "Sorrel", "Q", name, 100.0, 90.0),
        ),
        exchanges=(BargainExchange("Q", name, name, 40.0, 60.0, "S", "Sorrel", "other", 100.0, 80.0, 2.0, -3.5),),
        refused=(("exchange", name),),
    )


def test_the_headline_is_the_mean_of_the_points_weighted_by_salience(root: Path) -> None:
    found = analysis(root, "ukraine-invitation", date(2024, 11, 29))
    view = bargain_view(found)
    assert view is not None
    # under consensus all have the same power, so only the points and their saliences count
    keys = []
    for position in found.tally.positions:
        open_conditions = [c for c in position.conditions if c.met is not True]
        keys.append("conditional" if open_conditions else position.stance.value if position.stance else "unknown")
    assert {"conditional", "no", "yes"} <= set(keys)
    weight = sum(POINTS[key][2] for key in keys)
    expected = sum(POINTS[key][2] * POINTS[key][0] for key in keys) / weight
    assert view.issue.headline == pytest.approx(expected, abs=0.005)
    assert (view.issue.known, view.issue.unknown) == (32 - keys.count("unknown"), keys.count("unknown"))
    assert view.issue.win_set == ()
    refusing = [p.member for p, key in zip(found.tally.positions, keys, strict=True) if key == "no"]
    assert sorted(view.issue.bounded_by) == sorted(refusing)
    assert "would lose by any step" in view.issue.text
    assert "unknown is not consent" in view.issue.text
    assert view.issue.spread_low <= view.issue.headline <= view.issue.spread_high
    assert {m.model for m in view.models if m.headline} == {"compromise"}
    assert sum(a.weight for a in view.actors) == pytest.approx(1.0, abs=1e-4)


def test_nothing_is_said_where_it_is_decided_or_nobody_has_spoken(root: Path) -> None:
    assert bargain_view(analysis(root, "ukraine-invitation", date(2024, 12, 5))) is None  # the meeting is over
    assert bargain_view(analysis(root, "ukraine-invitation", date(2021, 7, 1))) is None  # one member had spoken


def test_an_unknown_model_is_one_clear_error(root: Path) -> None:
    bargain = bargain_of(analysis(root, "ukraine-invitation", date(2024, 11, 29)))
    assert bargain is not None
    with pytest.raises(BargainingError, match="unknown model 'nope'"):
        tell(bargain, model="nope")
    assert tell(bargain, model="challenge").shown_model == "challenge"


def test_every_face_tells_it() -> None:
    view = replace(sample(), bargain=small())
    page = Page(to_html(view))
    page.check()
    assert HEADING in page.text
    assert any(dict(a).get("aria-labelledby") == "chart-bargain-title chart-bargain-desc" for _, a in page.elements)
    told = to_markdown(view)
    assert f"## {HEADING}" in told
    assert "| Quill | 40 | 60 | Sorrel | 1 to 2 |" in told
    assert from_json(to_json(view)) == view
    assert to_docx(view)[:2] == b"PK"
    assert HEADING not in to_markdown(sample())


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_names_stay_text(evil: str) -> None:
    view = replace(sample(), bargain=small(evil))
    page = Page(to_html(view))
    page.check()
    assert not [tag for tag, _ in page.elements if tag in ("script", "iframe", "img")]
    assert "<script>" not in to_markdown(view)
    to_docx(view)


@given(st.text(max_size=40))
def test_pictures_are_well_formed_whatever_a_member_is_called(name: str) -> None:
    for picture in (members_chart(small(name), key="k"), turns_chart(small(name), key="k2")):
        tree = ElementTree.fromstring(picture)
        assert {e.tag for e in tree.iter()} <= {"svg", "title", "desc", "line", "text", "rect", "circle", "polyline"}


def test_like_paths_share_a_row_and_a_key_must_be_plain() -> None:
    assert [(r.label, r.known) for r in rows_of(small())] == [
        ("Quill", True),
        ("2 members, unknown", False),
        ("Sorrel", True),
    ]
    with pytest.raises(InputError, match="key"):
        members_chart(small(), key='"><script>')
    still = replace(small(), actors=tuple(replace(a, path=a.path[:1]) for a in small().actors))
    assert turns_chart(still, key="k") == ""


def test_concessions_are_told_as_all_stagess() -> None:
    made = concessions(small())
    assert [(c.names, c.before, c.after, c.first, c.last) for c in made] == [
        (("Quill",), 40.0, 60.0, 1, 2),
        (("Sorrel",), 100.0, 90.0, 2, 2),
    ]
    assert concession_text(small()) == (
        "In the model spatial 2 members give way, most of all Quill (40 to 60, toward Sorrel) and "
        "Sorrel (100 to 90, toward Quill)."
    )
    assert concession_text(replace(small(), moves=())) == "In the model spatial nobody gives way."
    assert [head[0] for head, _ in bargain_tables(replace(small(), moves=(), exchanges=()))] == ["model"]
