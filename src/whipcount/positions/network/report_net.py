"""A network that reads whole reports: where they leave each member, how the decision ended, whose names are members'.

A transformer encoder (Devlin et al. 2019; Wang et al. 2020) reads the decision and the text. Where the members are
known, their names are marks: over each mark a small network gives five scores and a weight, and a member's scores are
the weighted mean over its marks; names do not reach it, nor does what the rules read. Where they are not known, the
text stays as it is, and another small network says of each name how likely a member bears it. The recipe is
``python -m training.reports``; the card beside the weights tells on what it was trained and how it reads.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from whipcount.errors import CoderError
from whipcount.positions.network.marked_text import MarkedText
from whipcount.positions.network.net_readings import NetReading, NetReport, Thresholds, Told
from whipcount.statements.attribution.encoder import CLS, SEP, open_session
from whipcount.statements.attribution.weights import load_model
from whipcount.statements.attribution.word_pieces import WordPieces
from whipcount.text.span import Span

if TYPE_CHECKING:
    import onnxruntime

MARKS = 40
"""Members of a report that are told apart; further ones share the last mark."""
LONGEST = 480
"""Word pieces of the decision and a window of the text together."""
WINDOWS = 24
"""Windows of one report that are read: some 5,000 words; marks behind them are not read."""
_FIRST_MARK = 1  # the pieces that the vocabulary keeps unused
DECISION_PIECES = 40
"""Word pieces of a decision that are read."""
HEAVIEST = 8.0
"""Bound of the logarithms of marks' weights."""
_FIRST_WINDOW = 8_000  # code points: more than one window holds
UNTOLD = "unknown"
"""Stands for how the decision ended: that is left to the network."""
SEATS = "members"
"""Stands before the decision where it is asked for the names of members."""
ANY_DECISION = "a decision"
"""Stands for what is decided where it is asked whether anything is."""
LEAST_WORDS = 70
"""Shorter texts are left to the rules: it has learned on reports of 100 words and more."""
_lock = threading.Lock()


@dataclass(frozen=True, slots=True, eq=False)
class ReportNet:
    """The network, opened."""

    version: str
    thresholds: Thresholds
    vocabulary: WordPieces
    session: onnxruntime.InferenceSession

    def read(self, decision: str, text: MarkedText, *, headline: str = "") -> NetReport:
        """Where a report leaves each member that it names, and how the decision ended by it.

        It is read by the title, and by the headline where that is another: a title that was misread seldom agrees with
        it. The chances are the means. It is read without any title, too: what only a misread title tells is not there.

        Args:
            decision: its title.
            text: with the members as marks.
            headline: of the report.
        """
        ids, places = self._marked(text)
        asked = dict.fromkeys((decision, headline or decision))
        told = [self._read(title, text, ids, places) for title in asked]
        every = [*told, self._read(ANY_DECISION, text, ids, places)]
        readings = {}
        for owner, reading in told[0].readings.items():
            chances = _mean([one.readings[owner].chances for one in told])
            likeliest = chances.index(max(chances))
            least = min(one.readings[owner].chances[likeliest] for one in every)
            readings[owner] = NetReading(chances, reading.mark, least)
        agreed = len({one.likeliest[0] for one in every}) == 1
        return NetReport(readings, _mean([one.ended for one in told]), agreed)

    def _read(self, decision: str, text: MarkedText, ids: list[int], places: list[int]) -> NetReport:
        scores, ended = self._scores(self._head(UNTOLD, decision), ids, places)
        found: dict[str, NetReading] = {}
        of_owner: dict[str, list[int]] = defaultdict(list)
        for n in sorted(scores):
            of_owner[text.owners[n]].append(n)
        for owner, marks in of_owner.items():
            rows = np.stack([scores[n] for n in marks]).astype(np.float64)
            weights = np.exp(np.clip(rows[:, -1], -HEAVIEST, HEAVIEST))
            found[owner] = NetReading(_shares(weights @ rows[:, :-1] / weights.sum()), marks[int(np.argmax(weights))])
        return NetReport(found, ended)

    def seats(self, decision: str, text: str, names: Sequence[Span]) -> tuple[float, ...]:
        """How likely a member bears the name at each of some places; nought where the text is not read so far.

        Args:
            decision: its title.
            text: of a report.
            names: places of names in it, in their order, none overlapping another.
        """
        head = self._head(SEATS, decision)
        ids: list[int] = []
        places: list[tuple[int, int]] = []
        at = 0
        for start, end in names:
            ids += self._pieces(" ".join(text[at:start].split()))
            pieces = self._pieces(" ".join(text[start:end].split()))
            places.append((len(ids), len(ids) + max(len(pieces), 1) - 1))
            ids += pieces
            at = end
        ids += self._pieces(" ".join(text[at:].split()))
        found = [0.0] * len(names)
        for start, numbers in self._windows(head, len(ids), [first for first, _ in places]):
            inside = [n for n in numbers if places[n][1] < start + LONGEST - len(head) - 1]
            if inside:
                moved = len(head) - start
                rows = [[0, places[n][0] + moved, places[n][1] + moved] for n in inside]
                scores = self._run(head, ids, start, names=rows)[2][:, 0]
                for n, score in zip(inside, scores, strict=True):
                    found[n] = _chance(score)
        return tuple(found)

    def decides(self, text: str) -> float:
        """How likely a report tells of a decision of a body, taken or to be taken, by its first window.

        Args:
            text: of the report.
        """
        head = self._head(SEATS, ANY_DECISION)
        first = " ".join(text[:_FIRST_WINDOW].split())
        return _chance(self._run(head, self._pieces(first), 0)[3][0, 0])

    def _marked(self, text: MarkedText) -> tuple[list[int], list[int]]:
        """The word pieces of a text, and the places of its marks among them."""
        numbers = {member: min(n, MARKS - 1) for n, member in enumerate(dict.fromkeys(text.owners))}
        ids, places = self._pieces(text.words[0]), []
        for member, words in zip(text.owners, text.words[1:], strict=True):
            if len(ids) > WINDOWS * LONGEST:
                break  # no window reaches so far
            places.append(len(ids))
            ids += (_FIRST_MARK + numbers[member], *self._pieces(words))
        return ids, places

    def _scores(
        self, head: list[int], ids: list[int], places: list[int]
    ) -> tuple[dict[int, NDArray[np.float32]], tuple[float, ...]]:
        """Of each mark its scores and its weight; how likely each ending is, by the mean over the windows."""
        found: dict[int, NDArray[np.float32]] = {}
        ended = []
        for start, numbers in self._windows(head, len(ids), places):
            rows = [[0, len(head) + places[n] - start] for n in numbers]
            stances, outcome, *_ = self._run(head, ids, start, marks=rows)
            found |= dict(zip(numbers, stances, strict=False))
            ended.append(outcome[0])
        return found, _shares(np.mean(ended, axis=0).astype(np.float64))

    def _windows(self, head: list[int], length: int, places: Sequence[int]) -> list[tuple[int, list[int]]]:
        """Where windows begin, and the places to read in each: those nearest to its middle."""
        room = LONGEST - len(head) - 1
        step = room * 2 // 3
        starts = [0] if length <= room else list(range(0, length - room + step, step))[:WINDOWS]
        within: dict[int, list[int]] = {start: [] for start in starts}
        for number, place in enumerate(places):
            fitting = [start for start in starts if start <= place < start + room]
            if fitting:
                within[min(fitting, key=lambda start: abs(place - start - room / 2))].append(number)
        return list(within.items())

    def _run(
        self,
        head: list[int],
        ids: list[int],
        start: int,
        *,
        marks: Sequence[Sequence[int]] = (),
        names: Sequence[Sequence[int]] = (),
    ) -> list[NDArray[np.float32]]:
        row = np.asarray([[*head, *ids[start : start + LONGEST - len(head) - 1], SEP]], dtype=np.int32)
        given = {
            "ids": row,
            "lengths": np.asarray([row.shape[1]], dtype=np.int32),
            "marks": np.asarray(marks or [[0, 0]], dtype=np.int64),
            "names": np.asarray(names or [[0, 0, 0]], dtype=np.int64),
        }
        found: list[NDArray[np.float32]] = self.session.run(None, given)
        return found

    def _head(self, asked: str, decision: str) -> list[int]:
        return [CLS, *self._pieces(f"{asked}: {decision}")[:DECISION_PIECES], SEP]

    def _pieces(self, text: str) -> list[int]:
        return [int(piece) for piece in self.vocabulary.encode(text)[0]]


def is_report(text: str) -> bool:
    """Whether a text is long enough for the network to read it: it tells more than a sentence or two.

    >>> is_report("Kell agrees."), is_report("Kell agrees. " * 40)
    (False, True)
    """
    return sum(1 for _ in islice(re.finditer(r"\S+", text), LEAST_WORDS)) == LEAST_WORDS


def _mean(chances: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(sum(column) / len(chances) for column in zip(*chances, strict=True))


def _chance(score: np.float32) -> float:
    return float(1 / (1 + np.exp(-score)))


def _shares(scores: NDArray[np.float64]) -> tuple[float, ...]:
    raised = np.exp(scores - scores.max())
    return tuple(float(x) for x in raised / raised.sum())


def report_net_folder() -> Traversable:
    """Where the package keeps the network's files."""
    return resources.files("whipcount.positions.network") / "model"


def load_report_net() -> ReportNet:
    """The network that ships with the package; opened at the first call, shared afterwards.

    Raises:
        CoderError: a file is absent, or is not the one that the manifest names.
    """
    with _lock:
        return _load()


@cache
def _load() -> ReportNet:
    return open_report_net(report_net_folder())


def open_report_net(folder: Traversable) -> ReportNet:
    """Opens the network's files in a folder, see :func:`load_report_net`."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        blob = (folder / "reports.onnx").read_bytes()
        version, wanted = str(manifest["version"]), manifest["sha256"]
        thresholds = Thresholds(
            {Told(kind): float(sure) for kind, sure in manifest["fills"].items()},
            float(manifest["steady"]),
            float(manifest["disputed"]),
            float(manifest["doubts"]),
            float(manifest["confirms"]),
            float(manifest["outcomes"]),
            float(manifest["overrules"]),
            float(manifest["seats"]),
            float(manifest["unseated"]),
            float(manifest["decides"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CoderError(
            f"the network of reports cannot be read: {error} (accepted: the files of `python -m training.reports`)"
        ) from error
    digest = hashlib.sha256(blob).hexdigest()
    if digest != wanted:
        raise CoderError(f"reports.onnx is damaged or of another version (its sha256 is {digest})")
    return ReportNet(version, thresholds, load_model().vocabulary, open_session(blob))
