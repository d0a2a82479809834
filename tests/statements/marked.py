"""Attributions written into a text: ``[1s:Ada Brim] [1c:said] [1t:that she agreed]`` (s source, c cue, t content).

Marks may nest (a statement inside another's content) and repeat (fragments). ``[2<1]`` anywhere makes statement 2 lie
in the content of statement 1.
"""

from __future__ import annotations

import re
from datetime import date

from whipcount.reports.report import Report, fingerprint
from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.statement import Quotation
from whipcount.text.span import Span

_MARK = re.compile(r"\[(\d+)([sct]):|\[(\d+)<(\d+)\]|\]")


def unmarked(marked: str) -> tuple[str, tuple[Attribution, ...]]:
    """The bare text and its attributions, in the order of their numbers."""
    text = ""
    stack: list[tuple[int, str, int]] = []
    roles: dict[int, dict[str, list[Span]]] = {}
    parents: dict[int, int] = {}
    at = 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark.group(3):
            parents[int(mark.group(3))] = int(mark.group(4))
        elif mark.group(1):
            stack.append((int(mark.group(1)), mark.group(2), len(text)))
        else:
            number, role, start = stack.pop()
            roles.setdefault(number, {"s": [], "c": [], "t": []})[role].append(Span(start, len(text)))
    text += marked[at:]
    numbers = sorted(roles)
    out = []
    for number in numbers:
        spans = {role: tuple(sorted(found)) for role, found in roles[number].items()}
        quoted = [s.of(text).strip().startswith(('"', "“")) for s in spans["t"]]
        mixed = any('"' in s.of(text) or "“" in s.of(text) for s in spans["t"])
        kind = Quotation.DIRECT if quoted and all(quoted) else Quotation.MIXED if mixed else Quotation.INDIRECT
        parent = numbers.index(parents[number]) if number in parents else None
        out.append(Attribution(spans["s"], spans["c"], spans["t"], kind, 1.0, parent))
    return text, tuple(out)


def report_of(
    marked: str, published: date | None = date(2031, 3, 6), **fields: str
) -> tuple[Report, tuple[Attribution, ...]]:
    """A report of a marked text (6 March 2031 is a Thursday)."""
    text, attributions = unmarked(marked)
    return Report("marked", text, fingerprint(text), published_on=published, **fields), attributions  # type: ignore[arg-type]
