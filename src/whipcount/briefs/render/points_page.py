"""The page of members' ideal points: one self-contained HTML file, the picture and the table beneath it."""

from __future__ import annotations

from markupsafe import Markup

from whipcount.briefs.charts.points import points_chart
from whipcount.briefs.render.html import environment, page_policy, style
from whipcount.records.points import MemberPoints


def points_page(drawn: MemberPoints, *, title: str) -> str:
    """The page as one HTML string.

    Args:
        drawn: the members' points.
        title: what is to be decided, to whose positions the marks belong.
    """
    css = style()
    chart = points_chart(drawn, key="points", title=f"Members of {drawn.body} by their past votes")
    return (
        environment()
        .get_template("points.html")
        .render(
            drawn=drawn,
            title=title,
            chart=Markup(chart),  # noqa: S704  (made by the chart module from escaped pieces)
            css=Markup(css),  # noqa: S704  (our own style sheet)
            csp=page_policy(css),
        )
    )
