"""Ids from words."""

from __future__ import annotations

import re

from whipcount.text.person_names import fold


def slug(text: str) -> str:
    """An id from words.

    >>> slug("Lake Council"), slug("Ferrow Bay's bid!")
    ('lake-council', 'ferrow-bay-s-bid')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:64] or "x"
