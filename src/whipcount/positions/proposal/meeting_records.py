"""Whether a text is the record of a meeting: there "Kell opposed it" tells what Kell's delegation said."""

from __future__ import annotations

from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("meeting_records")
_OPENING = 400  # characters in which a record says what it is


def is_meeting_record(text: str) -> bool:
    """Whether a text says in its opening that it records a meeting.

    >>> is_meeting_record("SUMMARY OF DISCUSSIONS, 19 February\\n\\n3. Admission\\n\\nKell opposed it.")
    True
    >>> is_meeting_record("Kell opposed the admission, minutes after Pell had backed it.")
    False
    """
    return _WORDS.heading.search(text, 0, _OPENING) is not None or _WORDS.item.match(text) is not None
