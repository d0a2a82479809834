"""Names of members in tables of consents: which two spellings are one member."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def name_key(member: str) -> str:
    """A member's name without case, accents and what stands in brackets, so that spellings of one table meet.

    >>> name_key("Côte d'Ivoire") == name_key("COTE D'IVOIRE"), name_key("Iran (Islamic Republic of)")
    (True, 'iran')
    """
    plain = unicodedata.normalize("NFKD", re.sub(r"\([^)]*\)", "", member)).casefold()
    return " ".join(re.sub(r"[^\w\s']", " ", "".join(c for c in plain if not unicodedata.combining(c))).split())
