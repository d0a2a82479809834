"""A second stage for SEESAW: what else is known beside the encoder's logit, stacked by a penalised logistic regression.

Columns and penalty are chosen, weights and threshold fitted within train, on logits of encoders that had not seen the
story, by cross-validation over whole stories; how well such a choice does is told by a second, outer one.

- ``choose``: candidates in the nested cross-validation, the figure of the whole procedure, and the choice on all of
  train, kept as ``stack.json`` in the work folder. Nothing of valid is read.
- ``measure``: valid, with what ``stack.json`` names.

Columns, all of one story (its sentences and entities, no labels) save the priors: the mean logit of subject and topic
by the encoder, by a regression on masked sentences and by TF-IDF; the rule reader's mean polarity; the subject's logit
toward the story's other topics, the other subjects' toward this topic, and those weighed by how subject and others take
to each other (friends agree, Heider 1946); smoothed log-odds of the labels that subject and topic have in *other*
stories; lengths.

Run: ``python -m benchmarks.training.seesaw_stack choose|measure --shared FOLDER --work FOLDER`` after ``seesaw fit``.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks.training.seesaw import report, tfidf
from benchmarks.training.seesaw_data import FOLDS, NOBODY, SEED, Floats, Stance, fold_of, labels, load, macro_f1
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

Mask = NDArray[np.bool_]
COLUMNS = (
    "encoder, own",
    "encoder, story",
    "masked, story",
    "TF-IDF, story",
    "rules, story",
    "subject, other topics",
    "others, same topic",
    "friends and foes",
    "prior of subject",
    "prior of subject and topic",
    "length",
    "mentions",
)
STORY = ("encoder, story",)
MEMBERS = (*STORY, "masked, story")
RELATIONS = ("subject, other topics", "others, same topic", "friends and foes")
PRIORS = ("prior of subject", "prior of subject and topic")
SETS = {
    "story": STORY,
    "own, story": ("encoder, own", *STORY),
    "story, masked": MEMBERS,
    "story, TF-IDF": (*STORY, "TF-IDF, story"),
    "story, masked, TF-IDF": (*MEMBERS, "TF-IDF, story"),
    "story, masked, rules": (*MEMBERS, "rules, story"),
    "story, masked, relations": (*MEMBERS, *RELATIONS),
    "story, masked, priors": (*MEMBERS, *PRIORS),
    "all but lengths": COLUMNS[1:10],
    "all": COLUMNS,
}
PENALTIES = (3.0, 30.0, 300.0)
DEALS = 3  # how often the stories are dealt anew


@dataclass(frozen=True, slots=True)
class Choice:
    """One candidate: columns and penalty (of the squared weights of standardised columns)."""

    name: str
    penalty: float

    @property
    def places(self) -> list[int]:
        """Where its columns stand."""
        return [COLUMNS.index(column) for column in SETS[self.name]]


CHOICES = tuple(Choice(name, penalty) for name in SETS for penalty in PENALTIES)


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted stack: logit = (x - mean) / scale @ weights + bias; above zero says positive."""

    places: list[int]
    mean: Floats
    scale: Floats
    weights: Floats
    bias: float

    def logits(self, columns: Floats) -> Floats:
        """Logits (rows,) of columns (rows, `COLUMNS`)."""
        return np.asarray((columns[:, self.places] - self.mean) / self.scale @ self.weights + self.bias)


def fit(columns: Floats, gold: NDArray[np.int64], choice: Choice) -> Model:
    """Penalised logistic regression with both classes weighed alike; the bias is not penalised."""
    taken = columns[:, choice.places]
    mean, scale = taken.mean(0), taken.std(0) + 1e-9
    x = (taken - mean) / scale
    share = gold.mean()
    each = np.where(gold == 1, 0.5 / share, 0.5 / (1 - share))

    def loss(w: Floats) -> tuple[float, Floats]:
        logit = x @ w[:-1] + w[-1]
        wrong = each * (expit(logit) - gold)
        value = (each * (np.logaddexp(0, logit) - gold * logit)).sum() + 0.5 * choice.penalty * w[:-1] @ w[:-1]
        return float(value), np.append(x.T @ wrong + choice.penalty * w[:-1], wrong.sum())

    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return Model(choice.places, mean, scale, found[:-1], float(found[-1]))


def means(keys: list[Hashable], values: Floats) -> Floats:
    """Each value replaced by the mean of those with its key."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        groups[key].append(place)
    out = np.zeros(len(values))
    for places in groups.values():
        out[places] = values[places].mean()
    return out


def relations(asked: list[Stance], whole: list[Stance], logits: Floats) -> Floats:
    """Three columns (asked, 3): subject toward other topics, others toward this one, friends and foes.

    ``logits`` belong to ``whole``: all stances of the stories, toward all kinds of objects. Somebody unnamed is
    nobody's friend. Zero where the story tells nothing.
    """
    toward: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    topics: set[tuple[str, str]] = set()
    for stance, logit in zip(whole, logits, strict=True):
        toward[stance.story, stance.subject, stance.target].append(float(np.tanh(logit / 2)))
        if stance.topic:
            topics.add((stance.story, stance.target))
    mean = {key: float(np.mean(found)) for key, found in toward.items()}
    stories: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for (story, subject, target), value in mean.items():
        stories[story].append((subject, target, value))
    rows = {}
    for key in {(s.story, s.subject, s.target) for s in asked}:
        story, subject, topic = key
        same, others, friends = [], [], []
        for who, what, value in stories[story]:
            if who == subject and what != topic and (story, what) in topics:
                same.append(value)
            if who != subject and what == topic:
                others.append(value)
                ties = [mean[pair] for pair in ((story, who, subject), (story, subject, who)) if pair in mean]
                if ties and not {who, subject} & NOBODY:
                    friends.append(value * float(np.mean(ties)))
        rows[key] = [float(np.mean(v)) if v else 0.0 for v in (same, others, friends)]
    return np.array([rows[s.story, s.subject, s.target] for s in asked])


def priors(asked: list[Stance], known: list[Stance], weight: float = 4.0) -> Floats:
    """Two columns (asked, 2): log-odds of the labels toward topics, of subject and of subject and topic, elsewhere.

    A stance's own story never counts, so that labels of ``known`` cannot tell themselves. ``weight`` is that of the
    overall share, in stances.
    """
    base = sum(s.label for s in known) / len(known)
    out = []
    keys: tuple[Callable[[Stance], Hashable], ...] = (lambda s: s.subject, lambda s: (s.subject, s.target))
    for key in keys:
        told: dict[Hashable, list[Stance]] = defaultdict(list)
        for stance in known:
            if stance.subject not in NOBODY:
                told[key(stance)].append(stance)
        column = []
        for stance in asked:
            found = [s.label for s in told.get(key(stance), ()) if s.story != stance.story]
            share = (sum(found) + weight * base) / (len(found) + weight)
            column.append(np.log(share / (1 - share)) - np.log(base / (1 - base)))
        out.append(column)
    return np.array(out).T


def polarities(items: list[Stance]) -> Floats:
    """What the rule reader says of each sentence: 1, -1, or 0 where it is silent."""
    from whipcount.positions.coders.contract import polarity
    from whipcount.positions.coders.rule_coder import RuleReader
    from whipcount.positions.proposal.proposal import Proposal, Variant
    from whipcount.reports.report import Report
    from whipcount.statements.statement import Quotation, Statement
    from whipcount.text.span import Span

    reader, out = RuleReader(), []
    for item in items:
        text = item.sentence
        terms = tuple(w for w in (item.target, *item.target.split()) if len(w) > 3 and w.lower() in text.lower())
        start = text.find(item.subject.split()[-1])
        source = (Span(start, start + len(item.subject.split()[-1])),) if start >= 0 else ()
        statement = Statement("r", source, (), (Span(0, len(text)),), Quotation.INDIRECT)
        asked = Proposal("p", item.target, "NONE", variants=(Variant("asked", item.target, terms),))
        out.append(polarity(reader.read(statement, Report("r", text, "r"), asked)[0].stance))
    return np.array(out, dtype=float)


def columns_of(whole: list[Stance], logits: Floats, mask: Floats, floor: Floats) -> Floats:
    """All columns (topic stances of ``whole``, `COLUMNS`); the priors are left at zero until labels may be known."""
    where = np.array([s.topic for s in whole])
    asked = [s for s in whole if s.topic]
    keys: list[Hashable] = [(s.story, s.subject, s.target) for s in asked]
    sizes = np.array([keys.count(key) for key in keys], dtype=float)
    said = [logits[where], *(means(keys, x[where]) for x in (logits, mask, floor)), means(keys, polarities(asked))]
    length = np.log([len(s.sentence.split()) for s in asked])
    empty = np.zeros((len(asked), 2))
    return np.column_stack([*said, relations(asked, whole, logits), empty, means(keys, length), np.log(sizes)])


def with_priors(columns: Floats, asked: list[Stance], known: list[Stance]) -> Floats:
    """The columns with the priors that labels of ``known`` give."""
    out = columns.copy()
    place = COLUMNS.index(PRIORS[0])
    out[:, place : place + 2] = priors(asked, known)
    return out


def parts(items: list[Stance], count: int, seed: int) -> Iterator[tuple[Mask, Mask]]:
    """Inside and outside of each fold of whole stories."""
    stories = sorted({s.story for s in items})
    dealt = dict(zip(stories, np.random.default_rng(seed).permutation(len(stories)) % count, strict=True))
    fold = np.array([dealt[s.story] for s in items])
    for k in range(count):
        yield fold != k, fold == k


def only(items: list[Stance], mask: Mask) -> list[Stance]:
    """The stances where the mask holds."""
    return [s for s, m in zip(items, mask, strict=True) if m]


def held_out(columns: Floats, items: list[Stance], choices: tuple[Choice, ...], count: int, seed: int) -> list[Floats]:
    """For each choice the logits of all rows, each by a stack that did not see its story."""
    gold, out = labels(items), [np.zeros(len(items)) for _ in choices]
    for inside, outside in parts(items, count, seed):
        known = only(items, inside)
        train, test = (
            with_priors(columns[inside], known, known),
            with_priors(columns[outside], only(items, outside), known),
        )
        for logits, choice in zip(out, choices, strict=True):
            logits[outside] = fit(train, gold[inside], choice).logits(test)
    return out


def best(columns: Floats, items: list[Stance], seed: int) -> tuple[Choice, float]:
    """The choice with the highest macro-F1 on held-out stories, mean of `DEALS`."""
    gold = labels(items)
    scores = np.mean(
        [[macro_f1(gold, x) for x in held_out(columns, items, CHOICES, 5, seed + d)] for d in range(DEALS)], axis=0
    )
    place = int(np.argmax(scores))
    return CHOICES[place], float(scores[place])


def nested(columns: Floats, items: list[Stance], count: int = 10) -> tuple[Floats, list[Choice]]:
    """Logits by stacks chosen and fitted without the story that they read; what was chosen each time."""
    gold, out, chosen = labels(items), np.zeros(len(items)), []
    for inside, outside in parts(items, count, SEED):
        known = only(items, inside)
        choice, _ = best(columns[inside], known, SEED + 1)
        model = fit(with_priors(columns[inside], known, known), gold[inside], choice)
        out[outside] = model.logits(with_priors(columns[outside], only(items, outside), known))
        chosen.append(choice)
    return out, chosen


def members(train: list[Stance], asked: list[Stance], vectors: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """The masked member and TF-IDF, as the mean of one on each three quarters of train (as the encoders are)."""
    from benchmarks.training.seesaw_masked import member

    folds, made = fold_of(train), []
    for fold in range(FOLDS):
        known = only(train, folds != fold)
        made.append((member(known, vectors[0][folds != fold], vectors[1]), tfidf(known, asked)))
    return np.mean([m for m, _ in made], axis=0), np.mean([f for _, f in made], axis=0)


def train_columns(train: list[Stance], work: Path) -> Floats:
    """The columns of train, each story read by members that did not see it."""
    from benchmarks.training.seesaw_masked import embed, member

    kept = work / "masked.npy"
    if not kept.exists():
        np.save(kept, embed(train))
    vectors, folds = np.load(kept), fold_of(train)
    logits, mask, floor = np.zeros((3, len(train)))
    for fold in range(FOLDS):
        inside, out = folds != fold, folds == fold
        known = only(train, inside)
        logits[out] = np.load(work / f"held{fold}.npy")
        mask[out] = member(known, vectors[inside], vectors[out])
        floor[out] = tfidf(known, only(train, out))
    return columns_of(train, logits, mask, floor)


def choose(train: list[Stance], work: Path) -> None:
    """Candidates, the figure of choosing among them, and the choice that is kept."""
    columns, items = train_columns(train, work), [s for s in train if s.topic]
    gold = labels(items)
    print(f"train, {len(items)} stances toward topics; macro-F1 on held-out stories, mean of {DEALS} deals")
    deals = [held_out(columns, items, CHOICES, 5, SEED + 1 + d) for d in range(DEALS)]
    for place, choice in enumerate(CHOICES):
        print(f"{choice.name:36} penalty {choice.penalty:5g}  {np.mean([macro_f1(gold, d[place]) for d in deals]):.3f}")
    report("the story's mean alone, unfitted", items, columns[:, COLUMNS.index("encoder, story")])
    report("masked member, the story's mean", items, columns[:, COLUMNS.index("masked, story")])
    logits, chosen = nested(columns, items)
    report("stack, chosen anew in each fold", items, logits)
    print("chosen there:", ", ".join(f"{c.name} ({c.penalty:g})" for c in chosen))
    choice, score = best(columns, items, SEED + 1)
    print(f"chosen on all of train: {choice.name}, penalty {choice.penalty:g} ({score:.3f} where it was chosen)")
    (work / "stack.json").write_text(json.dumps({"name": choice.name, "penalty": choice.penalty}), encoding="utf-8")


def measure(train: list[Stance], valid: list[Stance], work: Path) -> None:
    """Valid, once the choice is made; ``valid`` holds stances toward all kinds of objects."""
    from benchmarks.training.seesaw_encoder import Encoder
    from benchmarks.training.seesaw_masked import embed

    choice = Choice(**json.loads((work / "stack.json").read_text(encoding="utf-8")))
    known, asked = [s for s in train if s.topic], [s for s in valid if s.topic]
    model = fit(with_priors(train_columns(train, work), known, known), labels(known), choice)
    logits = np.mean([Encoder.load(work / f"fold{fold}.pt").predict(valid) for fold in range(FOLDS)], axis=0)
    mask, floor = members(train, valid, (np.load(work / "masked.npy"), embed(valid)))
    columns = with_priors(columns_of(valid, logits, mask, floor), asked, known)
    print(f"valid, {len(asked)} stances toward topics in {len({s.story for s in asked})} stories")
    report(f"stack: {choice.name}, penalty {choice.penalty:g}", asked, model.logits(columns))


def main() -> None:
    """One step."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("step", choices=["choose", "measure"])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="where `seesaw fit` left encoders and held-out logits")
    options = parser.parse_args()
    folder = options.shared / "data" / "seesaw"
    train = load(folder, "train")
    if options.step == "choose":
        choose(train, options.work)
    else:
        measure(train, load(folder, "valid"), options.work)


if __name__ == "__main__":
    main()
