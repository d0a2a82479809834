"""Whether a text is the record of a meeting."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.meeting_records import is_meeting_record


@pytest.mark.parametrize(
    "text",
    [
        "Minutes of the meeting of 5 March\n\nItem 4. Admission\n\nKell was in favour.",
        "# Summary record of the 12th meeting\n\nKell opposed it.",
        "DRAFT MINUTES\n\n1. Opening\n\n2. Admission. Kell opposed it.",
        "Item 3. Admission of Orvana. Kell opposed the admission.",
        "OUTCOME OF PROCEEDINGS\n\nKell opposed it.",
    ],
)
def test_it_says_so_in_its_opening(text: str) -> None:
    assert is_meeting_record(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kell opposed the admission, according to minutes of the meeting that this paper has seen.",
        "Minutes after the meeting of the council, Kell opposed the admission.",
        "HARBOUR NEWS\n\nItems of the agenda: the admission. Kell opposed it.",
        "Report of a ferry accident\n\nKell opposed the admission.",
    ],
)
def test_other_texts_do_not(text: str) -> None:
    assert not is_meeting_record(text)
