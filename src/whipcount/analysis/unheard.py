"""Whether anybody who decides was heard at all: a dossier that reads as nothing says so before any figure."""

from __future__ import annotations

from collections.abc import Iterable

from whipcount.positions.stance.stance import Evidence


def nobody_heard(evidence: Iterable[Evidence], statements: int, body: str) -> str:
    """What to say where statements were read and none of them is a member's, or about one; else empty.

    Args:
        evidence: what was coded and entered.
        statements: how many were read.
        body: its name.

    >>> nobody_heard([], 0, "Lake Council")
    ''
    >>> nobody_heard([], 2, "Lake Council")[:81]
    'No member of Lake Council was heard: of 2 statements none is by a member or about'
    """
    if not statements or any(e.member and not e.human and e.coder != "record" for e in evidence):
        return ""
    which = "the one statement is not" if statements == 1 else f"of {statements} statements none is"
    return (
        f"No member of {body} was heard: {which} by a member or about one. Where members do speak in the reports, the "
        "names by which reports call them are not known: whipcount actors STORE FILE, or actors_file in a dossier "
        "file, adds them."
    )
