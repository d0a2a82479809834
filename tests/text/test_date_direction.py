"""Days that tell no year: the words that introduce them go before the nearest verb."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.text.dates import find_dates

TOLD = date(2024, 11, 29)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # the date names the event: no verb is about it
        ("The minister wrote to members before the Dec. 3-4 meeting.", ["2024-12-03/2024-12-04"]),
        ("Diplomats said an invitation was unlikely at the Dec. 3-4 meeting.", ["2024-12-03/2024-12-04"]),
        ("He had not seen the agenda of the Dec. 9 session.", ["2024-12-09"]),
        ("She praised the outcome of the Nov. 12 talks.", ["2024-11-12"]),
        ("They rejected the report of Nov. 18.", ["2024-11-18"]),
        ("They will discuss the letter of Nov. 18.", ["2024-11-18"]),
        # moved to a day, asked for by a day
        ("The meeting was moved to Dec. 10.", ["2024-12-10"]),
        ("The hearing was put off until Feb. 3.", ["2025-02-03"]),
        ("The assembly was recalled for Monday, Dec. 16.", ["2024-12-16"]),
        ("The ballot was postponed from Oct. 6 to Jan. 12.", ["2024-10-06", "2025-01-12"]),
        ("They sat from Oct. 6 to Nov. 12.", ["2024-10-06/2024-11-12"]),
        ("He promised a vote by March.", ["2024-11-29/2025-03-31"]),
        ("The ministry had finished by March.", ["2024-03-01/2024-03-31"]),
        ("Members have until Jan. 10 to object.", ["2024-11-29/2025-01-10"]),
        # what runs out, begins or ends
        ("The sanctions, which expire on Jan. 31, were agreed in July.", ["2025-01-31", "2024-07-01/2024-07-31"]),
        ("The rules, adopted in May, apply from Feb. 1.", ["2024-05-01/2024-05-31", "2025-02-01"]),
        ("The ferry line reopens on Dec. 20, its owner said.", ["2024-12-20"]),
        # a verb that is about the day goes before what is near
        ("He was elected on June 4.", ["2024-06-04"]),
        ("The lake froze in January.", ["2024-01-01/2024-01-31"]),
        ("The vote, planned for Nov. 8, was dropped.", ["2024-11-08"]),
        ("The pass was closed until Nov. 3.", ["2024-11-03"]),
        ("It has been closed since Dec. 27.", ["2023-12-27/2024-11-29"]),
        # feasts, months and weekdays with a word that says which
        ("They met last Christmas.", ["2023-12-25"]),
        ("They will meet next Christmas.", ["2024-12-25"]),
        ("It began last December.", ["2023-12-01/2023-12-31"]),
        ("It was signed on Oct. 1 of last year.", ["2023-10-01"]),
        ("It ends on 3 March next year.", ["2025-03-03"]),
        ("It was signed on Oct. 1 of the same year.", []),
        ("They meet on the third Friday of next month.", ["2024-12-20"]),
        ("They met on the last Monday of October.", ["2024-10-28"]),
        ("It closed on the last day of February 2024.", ["2024-02-29"]),
        ("They met on the fifth Friday of next month.", []),
        # lists and ranges of days
        ("It is on 3, 4 and 5 December.", ["2024-12-03/2024-12-05"]),
        ("It will be held on Dec. 3, 4 and 5.", ["2024-12-03/2024-12-05"]),
        ("The summit (3 December-4 December) is near.", ["2024-12-03/2024-12-04"]),
        ("She left office three weeks ago.", ["2024-11-04/2024-11-10"]),
        # years of others
        ("Sales rose in the first quarter of fiscal year 2025.", []),
        ("It was decided in the school year 2023-24.", []),
    ],
)
def test_days_without_a_year(text: str, days: list[str]) -> None:
    assert [str(mention.period) for mention in find_dates(text, TOLD)] == days
