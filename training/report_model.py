"""The network of reports in torch: MiniLM-L6 and small networks over its pieces; and how texts become its input."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from training.labelled_reports import LABELS, OUTCOMES, LabelledReport, Passage
from training.model import HIDDEN, Reader
from whipcount.positions.network.report_net import (
    ANY_DECISION,
    DECISION_PIECES,
    HEAVIEST,
    LONGEST,
    MARKS,
    SEATS,
    UNTOLD,
)
from whipcount.statements.attribution.encoder import CLS, SEP
from whipcount.statements.attribution.word_pieces import WordPieces

_NAMES = (2660, 2605, 2762, 3725, 2859, 5706, 2900, 5553, 4380, 3304, 3577, 4701)
"""Word pieces of countries' names, whose embeddings the marks begin from."""
_BODIES = (
    "the council", "the board", "the alliance", "the union", "the assembly", "members", "the parliament",
    "the committee", "the league", "the house", "the conference",
)  # fmt: skip
_A_NAME = r"[A-ZÀ-ÖØ-Þ][\w-]*\w"
_NAME = re.compile(rf"(?<![\w’'-]){_A_NAME}(?: (?:&|of the|of|de|van|von|{_A_NAME}|[A-Z]\.)(?= [A-ZÀ-Þ])| {_A_NAME})*")
_NAME_WITHIN = re.compile(r"(?<=[a-z,;] )(?:(?:the )?[A-Z][\w’'-]+(?: (?:of |de |van |von )?[A-Z][\w’'-]+){0,2})(?!\w)")
_NO_NAMES = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday I English French German".split()
)
_STEM = 3
_WITH_OTHERS = 0.6
_UNTOLD = 0.4
_REFUSE = ("refuse to", "decline to", "vote not to", "reject a plan to", "turn down a proposal to")
_CONTRARY = 0.08
_UNTITLED, _BY_HEADLINE = 0.12, 0.1  # how often a report is read without its decision, or by its own first line
_HEADLINE_WORDS = range(4, 16)
_FORGOTTEN = 0.12  # how often a form of a member's name is left as it is


_HALVES = torch.backends.cpu.get_cpu_capability() not in ("DEFAULT", "AVX2")
"""Whether the processor multiplies in bfloat16; elsewhere that takes twenty times as long as without."""


@dataclass(frozen=True)
class Row:
    """A text as word pieces; of each mark its place and whose it is, of each member its label; how it ended, or -1.

    ``names``, of a text without marks: the first and the last piece of each name, and whether a member bears it.
    ``decides``: whether it tells of a decision, where that is asked, or -1.
    """

    ids: list[int]
    places: list[int]
    owners: list[int]
    labels: list[int]
    outcome: int = -1
    names: tuple[tuple[int, int, int], ...] = ()
    decides: int = -1


class RowMaker:
    """Makes rows of texts. With ``chance`` wordings of the decision vary and marks are numbered at random."""

    def __init__(self, vocabulary: WordPieces) -> None:
        self.vocabulary = vocabulary
        self._kept: dict[str, list[int]] = {}

    def of_report(self, report: LabelledReport, chance: random.Random | None = None, *, told: bool = False) -> Row:
        """A row of a whole report; ``told``: the network is given how it ended.

        With ``chance`` the contrary of the decision is asked about at times: then who is for it is against that; or no
        decision is told, or the report's first line stands for it.
        """
        if chance is not None:
            report = _asked_otherwise(report, chance)
        ids = self._head(report.decision, report.outcome if told else UNTOLD, chance, report.outcome)
        numbers = _numbers(chance)
        members = report.members[:MARKS]
        labels = [label for label, _, _ in members]
        owner = {
            form: n
            for n, (_, _, forms) in enumerate(members)
            for m, form in enumerate(forms)
            if not (chance is not None and m and chance.random() < _FORGOTTEN)
        }
        if chance is not None and chance.random() < _WITH_OTHERS:  # names of others are marks, too: nothing is told
            for name in _others(report, chance)[: MARKS - len(labels)]:
                owner[name] = len(labels)
                labels.append(LABELS.index("0"))
        places: list[int] = []
        owners: list[int] = []
        at = 0
        if owner:
            spelled = "|".join(re.escape(form) for form in sorted(owner, key=len, reverse=True))
            for match in re.finditer(rf"(?<!\w)(?:{spelled})(?!\w)", report.text):
                ids += self._pieces(" ".join(report.text[at : match.start()].split()))
                places.append(len(ids))
                owners.append(owner[match.group()])
                ids.append(1 + numbers[owner[match.group()]])
                at = match.end()
        ids += self._pieces(" ".join(report.text[at:].split()))
        return _row(ids, places, owners, labels, OUTCOMES.index(report.outcome))

    def of_names(self, report: LabelledReport, chance: random.Random | None = None, *, untold: bool = False) -> Row:
        """A row of a report as it is, with its names: those of members, and others. Shorter forms are left aside.

        Who speaks for a member and bears another name, like the capital that stands for it, is not one.

        ``untold``: what is decided is not given, and whether anything is, is asked, as it is at times with ``chance``.
        """
        untold = untold or not report.decision or (chance is not None and chance.random() < _UNTOLD)
        decision = ANY_DECISION if untold else report.decision
        ids = self._head(decision, SEATS, None if untold else chance, SEATS)
        own = {form for _, name, forms in report.members for form in (name, forms[0])}
        aside = {
            form
            for _, name, forms in report.members
            for form in (*forms, name.split()[-1])
            if form not in own and _akin(form, {name, forms[0]})
        }
        spans = [(*m.span(), 1) for m in _any(own, report.text)]
        spans += [(*m.span(), -1) for m in _any(aside, report.text) if not _within(m, spans)]
        spans += [
            (*m.span(), 0) for m in _NAME.finditer(report.text) if m[0] not in _NO_NAMES and not _within(m, spans)
        ]
        names: list[tuple[int, int, int]] = []
        at = 0
        for start, end, label in sorted(spans):
            ids += self._pieces(" ".join(report.text[at:start].split()))
            pieces = self._pieces(" ".join(report.text[start:end].split()))
            if label >= 0 and pieces:
                names.append((len(ids), len(ids) + len(pieces) - 1, label))
            ids += pieces
            at = end
        ids += self._pieces(" ".join(report.text[at:].split()))
        kept = tuple(name for name in names if name[1] < LONGEST - 1)
        return Row([*ids[: LONGEST - 1], SEP], [], [], [], names=kept, decides=bool(report.decision) if untold else -1)

    def of_passage(self, passage: Passage, chance: random.Random | None = None) -> Row:
        """A row of one passage."""
        ids = self._head(passage.decision, passage.outcome, chance, passage.outcome)
        numbers = _numbers(chance)
        labels = iter(passage.labels)
        places: list[int] = []
        owners: list[int] = []
        of: dict[int, int] = {}
        for part in passage.parts:
            if isinstance(part, int):
                places.append(len(ids))
                owners.append(part)
                of[part] = next(labels)
                ids.append(1 + numbers[min(part, MARKS - 1)])
            else:
                ids += self._pieces(part.strip())
        return _row(ids, places, owners, [of.get(n, LABELS.index("0")) for n in range(max(of, default=0) + 1)])

    def _head(self, decision: str, outcome: str, chance: random.Random | None, ended: str) -> list[int]:
        if chance is not None:
            drawn = chance.random()
            if drawn < 0.6:
                how = _third_person(decision) if drawn < 0.45 else f"decides to {decision}"
                decision = f"{chance.choice(_BODIES)} {how}"
            outcome = UNTOLD if ended != SEATS and chance.random() < 0.5 else ended
        return [CLS, *self._pieces(f"{outcome}: {decision}")[:DECISION_PIECES], SEP]

    def _pieces(self, text: str) -> list[int]:
        if text not in self._kept:
            if len(self._kept) > 400_000:
                self._kept.clear()
            self._kept[text] = [int(piece) for piece in self.vocabulary.encode(text)[0]]
        return self._kept[text]


def _asked_otherwise(report: LabelledReport, chance: random.Random) -> LabelledReport:
    """A report as it is, or at times without its decision, by its own first line, or as one on the contrary."""
    drawn = chance.random()
    if drawn < _UNTITLED:
        return replace(report, decision=ANY_DECISION)
    if drawn < _UNTITLED + _BY_HEADLINE:
        first = report.text.strip().splitlines()[0].strip()
        return replace(report, decision=first) if len(first.split()) in _HEADLINE_WORDS else report
    return _contrary(report, chance) if chance.random() < _CONTRARY else report


def _contrary(report: LabelledReport, chance: random.Random) -> LabelledReport:
    """A report as one on not doing what is decided."""
    labels = [LABELS.index(other) for other in "-+co0"]
    outcome = {"adopted": "rejected", "rejected": "adopted"}.get(report.outcome, report.outcome)
    members = tuple((labels[label], name, forms) for label, name, forms in report.members)
    return LabelledReport(f"{chance.choice(_REFUSE)} {report.decision}", outcome, report.text, members)


def _any(forms: set[str], text: str) -> Iterator[re.Match[str]]:
    if forms:
        spelled = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
        yield from re.finditer(rf"(?<!\w)(?:{spelled})(?!\w)", text)


def _akin(form: str, names: set[str]) -> bool:
    """Whether a form shares a word, or how a word begins, with one of the names: "Hale", "Kellish"."""
    begun = {word[:_STEM] for name in names for word in name.split() if word[:1].isupper()}
    return any(word[:_STEM] in begun for word in form.split() if word[:1].isupper()) or not form[:1].isupper()


def _within(match: re.Match[str], spans: Sequence[tuple[int, int, int]]) -> bool:
    return any(start < match.end() and match.start() < end for start, end, _ in spans)


def _others(report: LabelledReport, chance: random.Random) -> list[str]:
    """Some names of a report that are no member's."""
    words = {word for _, _, forms in report.members for form in forms for word in form.split()}
    names = [
        name
        for name in dict.fromkeys(_NAME_WITHIN.findall(report.text))
        if not words & set(name.split()) and name not in _NO_NAMES
    ]
    chance.shuffle(names)
    return names[: chance.choice((1, 1, 2, 3, 5))]


def _numbers(chance: random.Random | None) -> list[int]:
    numbers = list(range(MARKS))
    if chance is not None:
        chance.shuffle(numbers)
    return numbers


def _row(ids: list[int], places: list[int], owners: list[int], labels: list[int], outcome: int = -1) -> Row:
    whole = len(ids) <= LONGEST + 150  # how a longer one ended may be told where the network does not look
    kept = [n for n, place in enumerate(places) if place < LONGEST - 1]
    return Row(
        [*ids[: LONGEST - 1], SEP],
        [places[n] for n in kept],
        [owners[n] for n in kept],
        labels,
        outcome if whole else -1,
    )


def _third_person(decision: str) -> str:
    verb, _, rest = decision.partition(" ")
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        verb = verb[:-1] + "ie"
    return f"{verb}{'es' if verb.endswith(('s', 'sh', 'ch', 'x', 'z', 'o')) else 's'} {rest}"


class ReportModel(nn.Module):
    """Five scores and a weight of each mark; a member's scores are the weighted mean; how it ended, from the first."""

    def __init__(self, rate: float = 0.1) -> None:
        super().__init__()
        self.reader = Reader(rate)
        width = len(LABELS) + 1
        self.head = nn.Sequential(nn.Linear(2 * HIDDEN, 256), nn.GELU(), nn.Dropout(rate), nn.Linear(256, width))
        self.out = nn.Linear(HIDDEN, len(OUTCOMES))
        self.dec = nn.Linear(HIDDEN, 1)
        self.seat = nn.Sequential(nn.Linear(3 * HIDDEN, 128), nn.GELU(), nn.Linear(128, 1))

    def load_base(self, path: Path) -> None:
        """Takes over the base weights; a mark begins near the name of a country."""
        self.reader.load_base(path)
        with torch.no_grad():
            words = self.reader.words.weight
            names = words[list(_NAMES)].clone()
            for number in range(MARKS):
                words[1 + number] = (names[number % len(names)] + names.mean(0)) / 2

    def forward(
        self, ids: Tensor, lengths: Tensor, rows: Tensor, places: Tensor, members: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Scores of each member, (members, 5), and of each outcome, (batch, 3); ``members``: whose each mark is."""
        x = self._pieces(ids, lengths)
        scores = self.head(torch.cat([x[rows, places], x[rows, 0]], -1))
        weights = scores[:, -1].clamp(-HEAVIEST, HEAVIEST).exp()
        count = int(members.max()) + 1
        whole = torch.zeros(count).index_add(0, members, weights)
        summed = torch.zeros(count, len(LABELS)).index_add(0, members, weights[:, None] * scores[:, :-1])
        ended: Tensor = self.out(x[:, 0])
        return summed / whole[:, None].clamp_min(1e-6), ended

    def seats(self, ids: Tensor, lengths: Tensor, rows: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """Scores: of each name for being a member's, (names,); of each row for telling of a decision, (batch,)."""
        x = self._pieces(ids, lengths)
        scores: Tensor = self.seat(torch.cat([x[rows, first], x[rows, last], x[rows, 0]], -1))
        decides: Tensor = self.dec(x[:, 0])
        return scores[:, 0], decides[:, 0]

    def _pieces(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """The last layer, (batch, length, width)."""
        reader = self.reader
        length = ids.shape[1]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_HALVES):
            x = reader.words(ids) + reader.places(torch.arange(length)) + reader.types(torch.zeros_like(ids))
            x = reader.drop(reader.norm(x))
            mask = (torch.arange(length)[None] < lengths[:, None])[:, None, None, :]
            for layer in reader.layers:
                x = layer(x, mask)
        return x.float()


def collate(rows: Sequence[Row]) -> tuple[tuple[Tensor, ...], Tensor, Tensor]:
    """The model's input, the label of each member that has a mark, the outcome of each row."""
    ids = torch.zeros(len(rows), max(len(row.ids) for row in rows), dtype=torch.long)
    given: dict[str, list[Any]] = {"rows": [], "places": [], "members": []}
    labels: list[int] = []
    for number, row in enumerate(rows):
        ids[number, : len(row.ids)] = torch.tensor(row.ids)
        seen: dict[int, int] = {}
        for place, owner in zip(row.places, row.owners, strict=True):
            if owner not in seen:
                seen[owner] = len(labels)
                labels.append(row.labels[owner])
            given["rows"].append(number)
            given["places"].append(place)
            given["members"].append(seen[owner])
    lengths = torch.tensor([len(row.ids) for row in rows])
    inputs = (ids, lengths, *(torch.tensor(given[name]) for name in ("rows", "places", "members")))
    return inputs, torch.tensor(labels), torch.tensor([row.outcome for row in rows])


def collate_names(rows: Sequence[Row]) -> tuple[tuple[Tensor, ...], Tensor, Tensor]:
    """The input of :meth:`ReportModel.seats`; whether a member bears each name; whether each row decides."""
    ids = torch.zeros(len(rows), max(len(row.ids) for row in rows), dtype=torch.long)
    names = []
    for number, row in enumerate(rows):
        ids[number, : len(row.ids)] = torch.tensor(row.ids)
        names += [(number, *name) for name in row.names]
    each = torch.tensor(names)
    lengths = torch.tensor([len(row.ids) for row in rows])
    return (
        (ids, lengths, each[:, 0], each[:, 1], each[:, 2]),
        each[:, 3].float(),
        torch.tensor([float(row.decides) for row in rows]),
    )
