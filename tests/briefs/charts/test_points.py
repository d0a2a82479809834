from datetime import date
from xml.etree import ElementTree

import pytest

from whipcount.briefs.charts.points import points_chart
from whipcount.briefs.render.points_page import points_page
from whipcount.errors import InputError
from whipcount.records.points import MemberPoint, MemberPoints


def drawn(*members):
    return MemberPoints("B", date(2025, 1, 1), None, 60, members, ())


HOSTILE = MemberPoint("P", '<b onload="x">&\u202e', -1.0, -1.5, -0.5, 20, "no")


def test_names_never_become_markup():
    svg = points_chart(drawn(HOSTILE), key="p", title="<i>")
    root = ElementTree.fromstring(svg)
    assert "onload" not in {name for element in root.iter() for name in element.attrib}
    assert "<b" not in svg
    page = points_page(drawn(HOSTILE), title="<script>x</script>")
    assert "<script" not in page
    assert "style=" not in svg


def test_marks_and_words():
    svg = points_chart(drawn(HOSTILE, MemberPoint("Q", "Q", 1.0, 0.5, 1.5, 20, "yes")), key="p", title="T")
    assert svg.count('class="dot open"') == 1
    assert "declared yes" in svg
    with pytest.raises(InputError):
        points_chart(drawn(), key="p", title="T")
