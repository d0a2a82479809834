"""``python -m training.reports``: makes the weights of the network of reports again. About two hours on two free cores.

It is fitted on single passages first (22,000 labelled mentions), then on whole reports: where each leaves its members,
how the decision ended, which of its names are members'; with a share of the passages again. A tenth of the decisions,
chosen by a hash of their words, is held out throughout. The rate is whole for a third of each part, then falls to
nought; what is kept is the moving average of the weights. At the end the files of the package are written, and how the
held-out reports and the locked half of ``mentions_second`` are read is printed.
"""

from __future__ import annotations

import argparse
import copy
import os
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.__main__ import MALLOC, _base
from training.export import package_reports
from training.labelled_reports import (
    DATA,
    OUTCOMES,
    REPORTS,
    LabelledReport,
    Passage,
    held_out,
    passages,
    reports,
    reports_without,
)
from training.report_model import ReportModel, Row, RowMaker, collate, collate_names
from whipcount.positions.network.report_net import ANY_DECISION
from whipcount.statements.attribution.word_pieces import WordPieces

THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.97, 0.98)
AGAIN = 0.12  # of the passages, with each pass over the reports
PIECES = 5_600  # word pieces of a batch, padding included
OTHERS = 0.6  # reports of before for each fresh one, in a pass over fresh ones
NAMES = 0.8  # of the reports, with each pass, are read for their names, too
OUTCOME, SEAT, DECIDES = 0.4, 0.7, 0.5  # what the losses beside that of the stances weigh
SMOOTHING = 0.01
ENDING, SEAT_SURE = 0.98, 0.974
"""Shares of the held-out readings that must be right from the thresholds of the package on."""
DECIDES_AT_LEAST = 0.9
"""From there on, and where no held-out text without a decision reaches, a report is taken to tell of one."""
BESIDE_RULES: dict[str, float | dict[str, float]] = {
    "fills": {"for": 0.9, "against": 0.94, "conditional": 0.85, "no side": 0.92},
    "steady": 0.9,
    "disputed": 0.975,
    "doubts": 0.1,
    "confirms": 0.8,
    "overrules": 0.99,
    "unseated": 0.2,
}
"""Thresholds that rest on how the same reports are read as anybody brings them, with the rules beside the network: see
``benchmarks/report_network.py``."""


def _smooth(wanted: Tensor) -> Tensor:
    return wanted * (1 - 2 * SMOOTHING) + SMOOTHING


class Texts:
    """What a part of the fit reads: whole reports, and a share of the passages."""

    def __init__(
        self,
        whole: Sequence[LabelledReport],
        without: Sequence[LabelledReport],
        single: Sequence[Passage],
        share: float,
        seed: int,
        fresh: Sequence[LabelledReport] = (),
    ) -> None:
        new = {report.text for report in fresh}
        self.whole = [report for report in whole if report.text not in new and not held_out(report.decision)]
        self.fresh = [report for report in fresh if not held_out(report.decision)]
        self.without = [report for report in without if not held_out(report.text[:60])] * 2
        self.single = [passage for passage in single if not held_out(passage.decision)]
        self.share, self.seed = share, seed

    def rows(self, make: RowMaker, chance: random.Random) -> list[Row]:
        """One pass, with wordings and marks drawn anew; beside fresh reports it takes some of the others."""
        part = 1.0 if not self.fresh else min(1.0, OTHERS * len(self.fresh) / max(len(self.whole), 1))
        whole = [*self.fresh, *(report for report in self.whole if chance.random() < part)]
        rows = [make.of_report(report, chance) for report in whole]
        rows += [make.of_passage(one, chance) for one in self.single if chance.random() < self.share * part]
        rows += [make.of_names(report, chance) for report in whole if chance.random() < NAMES]
        rows += [make.of_names(report, chance) for report in self.without if chance.random() < part]
        return rows


def _loss(model: ReportModel, batch: Sequence[Row]) -> Tensor:
    if batch[0].names:
        given, members, decides = collate_names(batch)
        seat, decided = model.seats(*given)
        loss = SEAT * functional.binary_cross_entropy_with_logits(seat, _smooth(members))
        if bool((known := decides >= 0).any()):
            told = functional.binary_cross_entropy_with_logits(decided[known], _smooth(decides[known]))
            loss = loss + DECIDES * told
        return loss
    given, labels, outcomes = collate(batch)
    scores, ended = model(*given)
    loss = functional.cross_entropy(scores, labels, label_smoothing=SMOOTHING)
    if bool((known := outcomes >= 0).any()):
        loss = loss + OUTCOME * functional.cross_entropy(ended[known], outcomes[known])
    return loss


def fit(
    model: ReportModel, make: RowMaker, texts: Texts, minutes: float, rates: tuple[float, float], out: Path
) -> ReportModel:
    """Fits a model for so many minutes; ``rates``: of the encoder and of what stands on it. Gives the averaged one."""
    chance = random.Random(texts.seed)
    unused = {"tag", "link", "link_bias", "transitions"}  # heads of the reader of statements
    body = [p for name, p in model.reader.named_parameters() if name.split(".")[0] not in unused]
    heads = [p for head in (model.head, model.out, model.seat, model.dec) for p in head.parameters()]
    groups = [{"params": body, "top": rates[0]}, {"params": heads, "top": rates[1]}]
    optimizer = torch.optim.AdamW(groups, lr=1.0, weight_decay=0.02)
    averaged = copy.deepcopy(model)
    start, step, spent = time.monotonic(), 0, 0.0
    while spent < 1:
        for batch in _batches(texts.rows(make, chance), chance):
            if (spent := (time.monotonic() - start) / 60 / minutes) >= 1:
                break
            rate = min(1.0, (step + 1) / 40) * (1.0 if spent < 0.35 else max(0.02, (1 - spent) / 0.65))
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * rate
            loss = _loss(model, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            with torch.no_grad():
                for kept, now in zip(averaged.parameters(), model.parameters(), strict=True):
                    kept.lerp_(now, 1 - min(0.995, (1 + step) / (10 + step)))
        torch.save(averaged.state_dict(), out)
        print(f"{spent * minutes:.0f} min, step {step}", flush=True)
    return averaged


def _batches(rows: list[Row], chance: random.Random) -> list[list[Row]]:
    """Batches of rows that are about as long."""
    chance.shuffle(rows)
    made: list[list[Row]] = []
    for alike in ([row for row in rows if row.places], [row for row in rows if row.names]):
        for at in range(0, len(alike), 320):
            batch: list[Row] = []
            for row in sorted(alike[at : at + 320], key=lambda row: len(row.ids)):
                if batch and (len(batch) + 1) * len(row.ids) > PIECES:
                    made.append(batch)
                    batch = []
                batch.append(row)
            made.append(batch)
    chance.shuffle(made)
    return made


@torch.no_grad()
def readings(model: ReportModel, rows: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Of each member the chances of each reading, (members, 5), the label, the clearness of its report, in their order.

    Then of each report the chances of each outcome, (reports, 3), and how it ended.
    """
    model.eval()
    told, wanted, clear, ended, outcomes = [], [], [], [], []
    rows = [row for row in rows if row.places]
    for at in range(0, len(rows), 12):
        given, labels, ends = collate(rows[at : at + 12])
        scores, out = model(*given)
        told.append(functional.softmax(scores, -1))
        wanted.append(labels)
        counts = [len(set(row.owners)) for row in rows[at : at + 12]]
        clear += [part.mean().expand(len(part)) for part in told[-1].max(-1).values.split(counts)]
        ended.append(functional.softmax(out, -1))
        outcomes.append(ends)
    model.train()
    return torch.cat(told), torch.cat(wanted), torch.cat(clear), torch.cat(ended), torch.cat(outcomes)


@torch.no_grad()
def seats(model: ReportModel, rows: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """How likely each name is a member's, and whether it is; how likely each row decides, and whether it does."""
    model.eval()
    told, wanted, decided, decides = [], [], [], []
    rows = [row for row in rows if row.names]
    for at in range(0, len(rows), 12):
        given, members, does = collate_names(rows[at : at + 12])
        seat, decision = model.seats(*given)
        told.append(seat.sigmoid())
        wanted.append(members)
        decided.append(decision.sigmoid())
        decides.append(does)
    model.train()
    return torch.cat(told), torch.cat(wanted), torch.cat(decided), torch.cat(decides)


def least_sure(sure: Tensor, right: Tensor, share: float) -> float:
    """The lowest threshold, in steps of half a hundredth from .5, from which on so large a share is right."""
    for step in range(100, 200):
        taken = sure >= step / 200
        if bool(taken.any()) and float(right[taken].float().mean()) >= share:
            return step / 200
    return 2.0  # never


def _decides(decided: Tensor, decides: Tensor) -> float:
    """The threshold that no text without a decision reaches."""
    highest = float(decided[decides < 0.5].max()) if bool((decides < 0.5).any()) else 1.0
    return max(DECIDES_AT_LEAST, round(highest + 0.005, 3))


def tell(sure: Tensor, right: Tensor, name: str) -> None:
    """Prints from each threshold on how many are told, and how many of them are right."""
    print(name)
    for threshold in THRESHOLDS:
        taken = sure >= threshold
        print(f"  from {threshold}: {int(taken.sum())} of {len(sure)}, {int(right[taken].sum())} right")


def chosen(
    model: ReportModel, make: RowMaker, kept: Sequence[LabelledReport], without: Sequence[LabelledReport]
) -> dict[str, float | dict[str, float]]:
    """How sure the network must be of what, by the reports that nothing was fitted on; printed with their figures."""
    both = [(make.of_report(one), make.of_report(replace(one, decision=ANY_DECISION))) for one in kept]
    both = [(row, bare) for row, bare in both if set(row.owners) == set(bare.owners)]  # a longer title ends it earlier
    both.sort(key=lambda pair: len(pair[0].ids))
    told, labels, clear, ended, outcomes = readings(model, [row for row, _ in both])
    share = float((told.argmax(-1) == labels).float().mean())
    print(f"{len(kept)} reports held out, {len(labels)} members, {share:.3f} right")
    sure, kind = told.max(-1)
    sure = (sure * clear).sqrt()  # NetReport.sureness
    untitled, *_ = readings(model, [bare for _, bare in both])
    steady = torch.minimum(told.max(-1).values, untitled.gather(1, kind[:, None])[:, 0]) >= BESIDE_RULES["steady"]
    for number, name in enumerate(("for", "against", "conditional", "no side")):
        mine = kind == number
        tell(sure[mine], labels[mine] == number, name)
        tell(sure[mine & steady], labels[mine & steady] == number, f"{name}, with a title and without")
    known = outcomes >= 0
    ends, end = ended[known].max(-1)
    over = end < OUTCOMES.index("open")
    tell(ends[over], end[over] == outcomes[known][over], "adopted or rejected")
    members, wanted, _, _ = seats(model, [make.of_names(one) for one in kept])
    tell(members, wanted > 0.5, f"members among {len(wanted)} names, of which {int(wanted.sum())} are")
    asked = [make.of_names(one, untold=True) for one in (*kept, *without)]
    _, _, decided, decides = seats(model, asked)
    tell(decided, decides > 0.5, f"decisions among {len(decides)} texts, of which {int(decides.sum())} tell of one")
    return {
        "outcomes": least_sure(ends[over], end[over] == outcomes[known][over], ENDING),
        "seats": least_sure(members, wanted > 0.5, SEAT_SURE),
        "decides": _decides(decided, decides),
        **BESIDE_RULES,
    }


def main() -> None:
    """Fit, write the package's files, print how well is read what nothing was fitted on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=float, default=60, help="minutes on single passages (default: %(default)s)")
    parser.add_argument("--reports", type=float, default=60, help="minutes on whole reports (default: %(default)s)")
    parser.add_argument("--warm", type=Path, help="weights to go on from, instead of the passages")
    parser.add_argument(
        "--fresh",
        nargs="*",
        default=(),
        metavar="FOLDER",
        help="folders of reports_wide that each pass takes whole, with some of the others (default: all alike)",
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--weights", type=Path, default=Path("out/reports.pt"), help="kept here (default: %(default)s)")
    parser.add_argument("--fitted", action="store_true", help="take the weights as they are")
    parser.add_argument("--to", type=Path, default=Path("src/whipcount/positions/network/model"), help="files")
    parser.add_argument("--version", default="1", help="written into the manifest (default: %(default)s)")
    options = parser.parse_args()
    if not MALLOC.keys() <= os.environ.keys():
        os.execve(sys.executable, [sys.executable, "-m", "training.reports", *sys.argv[1:]], {**os.environ, **MALLOC})
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    make = RowMaker(WordPieces.from_json((_base() / "tokenizer.json").read_bytes()))
    whole, without, single = list(reports()), list(reports_without()), list(passages())
    model = ReportModel()
    if options.fitted:
        model.load_state_dict(torch.load(options.weights, weights_only=True))
    else:
        options.weights.parent.mkdir(parents=True, exist_ok=True)
        rates = (6e-5, 3e-4)
        if options.warm is not None:
            model.load_state_dict(torch.load(options.warm, weights_only=True))
            rates = (4.5e-5, 2.2e-4)
        else:
            model.load_base(_base() / "model.safetensors")
            first = Texts((), (), single, 1.0, options.seed)
            model = fit(model, make, first, options.passages, (7e-5, 4e-4), options.weights)
        fresh = [one for folder in options.fresh for one in reports(REPORTS, folder)]
        second = Texts(whole, without, single, AGAIN, options.seed + 1, fresh)
        model = fit(model, make, second, options.reports, rates, options.weights)
    kept = [one for one in whole if held_out(one.decision)]
    thresholds = chosen(model, make, kept, [one for one in without if held_out(one.text[:60])])
    package_reports(model.state_dict(), options.to, thresholds, version=options.version)
    print(f"wrote {options.to}: {thresholds}")
    told, labels, *_ = readings(
        model, [make.of_passage(one) for one in passages([DATA / "mentions_second" / "locked"])]
    )
    side = told.argmax(-1) < 2
    tell(
        told.max(-1).values[side],
        told.argmax(-1)[side] == labels[side],
        "sides of the second set of sentences, locked half",
    )


if __name__ == "__main__":
    main()
