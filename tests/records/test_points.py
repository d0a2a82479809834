from datetime import date

import numpy as np
import pytest

from tests.records.sample import invented, record_of
from whipcount.errors import RecordsError
from whipcount.records.points import member_points

LATER = date(2025, 1, 1)


def test_members_in_order_with_intervals_and_marks():
    record, points = invented(5, structure=4.0, calls=120)
    order = np.argsort(points)
    declared = {f"M{order[-1]}": "yes", f"M{order[0]}": "no"}
    drawn = member_points(record, [*record.members, "NEW"], as_of=LATER, declared=declared)
    ranks = [int(one.member[1:]) for one in drawn.members]
    assert np.corrcoef(points[ranks], np.arange(len(ranks)))[0, 1] > 0.8  # yes to the right
    assert all(one.low < one.at < one.high for one in drawn.members)
    assert drawn.members[-1].declared in ("yes", "")
    assert drawn.left_out == ("NEW",)
    turned = member_points(
        record, record.members, as_of=LATER, declared={m: "yes" if v == "no" else "no" for m, v in declared.items()}
    )
    assert [one.member for one in turned.members] == [one.member for one in drawn.members][::-1]


def test_too_few_roll_calls():
    with pytest.raises(RecordsError, match="7 divided roll calls"):
        member_points(record_of([[1, -1]] * 7), ["M0", "M1"], as_of=LATER)
