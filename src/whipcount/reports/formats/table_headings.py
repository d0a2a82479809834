"""How the columns of a table of reports are called, and whether a text opens with such headings."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

COLUMNS = {
    "text": "text body content article fulltext full_text article_text articletext article_body story maintext "
    "main_text report text_content body_text bodytext volltext texte texto testo",
    "title": "title headline head subject titel titre titulo titolo",
    "author": "author authors byline writer autor auteur",
    "publisher": "publisher source outlet newspaper publication medium media site source_name quelle fuente",
    "published": "published published_at date datetime pubdate pub_date publishdate publish_date day published_on "
    "time publication_date date_published published_date datepublished publishedat publicationdate date_of_publication "
    "webpublicationdate when datum fecha data date_time created_at",
    "url": "url link href permalink weburl",
    "language": "language lang",
    "name": "name id article_id articleid key guid",
}
"""Which headings, folded, name which column; the first that a table has counts."""

_DATED = re.compile(r"(?<![a-z])(?:date|datum|published)(?![a-z])")
_NAMES = {name: column for column, names in COLUMNS.items() for name in names.split()}


def folded(heading: str) -> str:
    """A heading as it is compared.

    >>> folded(" Published-At "), folded("publishedAt")
    ('published_at', 'publishedat')
    """
    return re.sub(r"[\s_-]+", "_", heading.strip().casefold())


def places_of(head: Sequence[str]) -> dict[str, int | None]:
    """Where each column stands in a row of folded headings; None where it does not.

    A heading that holds the word "date" is the date where no other is.

    >>> places = places_of(["date_of_print", "headline", "text"])
    >>> places["published"], places["title"], places["text"], places["url"]
    (0, 1, 2, None)
    """
    place = {key: next((head.index(n) for n in names.split() if n in head), None) for key, names in COLUMNS.items()}
    if place["published"] is None:
        dated = [at for at, heading in enumerate(head) if _DATED.search(heading)]
        place["published"] = dated[0] if len(dated) == 1 else None
    return place


def mark_of(line: str) -> str:
    """What stands between the cells of a line: commas, semicolons, tabs or bars; the one with most cells.

    >>> mark_of('"date; of print",title,text'), mark_of("date;title;text")
    (',', ';')
    """
    return max(",;\t|", key=lambda mark: (len(next(csv.reader([line], delimiter=mark), [])), mark == ","))


def mark_above(text: str) -> str:
    """What stands between the cells of a table: by its headings, or its first line where no line is known as such.

    >>> mark_above("My reports, of this week\\ndate;text\\n2024-11-29;Kell agrees.")
    ';'
    """
    lines = [line for line in text.splitlines()[:50] if line.strip()][:10]
    for line in lines:
        mark = mark_of(line)
        cells = [folded(cell) for cell in next(csv.reader([line], delimiter=mark), [])]
        if len(cells) > 1 and places_of(cells)["text"] is not None:
            return mark
    return mark_of(lines[0]) if lines else ","


def looks_like_table(text: str) -> bool:
    """Whether a text opens with the headings of a table of reports: a text's, and another known one.

    >>> looks_like_table("date,title,text\\n2024-11-29,Kell,Kell agrees."), looks_like_table("Text, date and title")
    (True, False)
    """
    line, *rest = [line for line in text.splitlines()[:20] if line.strip()][:2] or [""]
    if not rest or len(line) > 400:
        return False
    known = [_NAMES.get(folded(cell)) for cell in next(csv.reader([line], delimiter=mark_of(line)), [])]
    return "text" in known and len(set(filter(None, known))) > 1 and known.count(None) <= len(known) // 2 + 1
