from __future__ import annotations

from whipcount.bargaining.report import path_svg, view, what_if_svg
from whipcount.bargaining.sensitivity import what_if
from whipcount.bargaining.spatial import spatial
from whipcount.bargaining.table import Issue, Table


def test_pictures_escape_and_say_what_they_show() -> None:
    t = Table(
        ["<script>", "B"], [Issue("x", reference=0)], position=[[10], [90]], salience=[[1], [1]], capability=[1, 1]
    )
    for picture in (path_svg(t, spatial(t), "x"), what_if_svg(t, what_if(t, "<script>", "x"))):
        assert "<script" not in picture
        assert 'role="img"' in picture
    assert any(r.headline for r in view(t).models)
