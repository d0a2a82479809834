from datetime import date

import pytest

from tests.records.sample import record_of
from whipcount.records.tables.ballot import RollCall
from whipcount.records.topics import on_topic, rows_on


@pytest.mark.parametrize(
    ("topic", "found"),
    [
        ("di", True),
        ("DI", True),
        ("d", False),
        ("test ban", True),
        ("ban test", True),
        ("bans", False),
        ("ban*", True),
        ("arms", False),
        ("arms | test", True),
        ("*", False),
        ("(", False),
        ("", False),
    ],
)
def test_codes_and_words(topic, found):
    call = RollCall("UNGA", "1", date(2019, 12, 12), "nu|di", "Comprehensive Test Ban Treaty")
    assert on_topic(call, topic) is found


def test_no_topic_is_all():
    record = record_of([[1, -1]] * 3, topics=["a", "b", "a"])
    assert rows_on(record, None).tolist() == [0, 1, 2]
    assert rows_on(record, "a").tolist() == [0, 2]
