"""Running a corpus: units are handed out, what they give is taken in, in the order of the inputs.

In that order, whatever runs where: of a report that two inputs hold, the same copy is kept, and a run that was killed
and taken up again ends with the same rows as one that was not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from whipcount.corpora.cluster import Cluster
from whipcount.corpora.extra import need
from whipcount.corpora.folder import Folder, Staged, Taken, stage, writing
from whipcount.corpora.plan import Plan
from whipcount.corpora.processing import process
from whipcount.corpora.sources.cutting import inputs, units_of
from whipcount.corpora.units import LEAST, MOST, USUAL, Unit, unit_id
from whipcount.errors import InputError, WhipcountError, WorkerError


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run ended.

    Attributes:
        units: that were read; ``done`` had been read before.
        documents: that these units hold; ``no_page`` were none, ``passed_over`` did not bear on the decision.
        reports: rows that are new, ``read`` of them were read for their statements; ``known`` were there already.
        statements: rows that are new.
        errors: articles that could not be read; each is a row.
        failed: inputs or units that could not be read, or not to their end.
    """

    units: int = 0
    done: int = 0
    documents: int = 0
    no_page: int = 0
    passed_over: int = 0
    read: int = 0
    reports: int = 0
    known: int = 0
    statements: int = 0
    errors: int = 0
    failed: int = 0


def run(
    out: str,
    names: Iterable[str],
    *,
    plan: Plan | None = None,
    jobs: int = 1,
    scheduler: str | None = None,
    size: int = USUAL,
    told: Callable[[Taken], None] | None = None,
    on_error: Callable[[WhipcountError], None] | None = None,
) -> Summary:
    """Read articles into a corpus; what it has of them already is left alone.

    Args:
        out: the folder of the corpus; made if absent.
        names: files, folders and patterns.
        plan: how articles are read.
        jobs: how many processes of this machine; with 1 this one.
        scheduler: the address of a Dask scheduler whose workers read, in place of ``jobs``; they must have the inputs
            and ``out`` under the same paths.
        size: articles in a unit.
        told: called after each unit.
        on_error: called for each input or unit that cannot be read, or not to its end; without it the first one raises.

    Raises:
        InputError: the folder, an input or an option cannot be used; the disk is full.
        WorkerError: the scheduler cannot be reached, or went away.
        MissingExtraError: the extra ``corpus`` is not installed.
    """
    if not LEAST <= size <= MOST:
        raise InputError(f"{size} articles in a unit", accepted=f"{LEAST} to {MOST}")
    for module in ("pyarrow", "fastwarc", "zstandard"):
        need(module)
    plan = plan or Plan()
    names = list(names)
    inputs(names, leave_out=out)  # a name that means nothing is told before anything is written
    totals: Counter[str] = Counter()

    def failed(error: WhipcountError) -> None:
        totals["failed"] += 1
        if on_error is None:
            raise error
        on_error(error)

    with Cluster.of(jobs, scheduler) as cluster, writing(Folder(out)) as folder:
        folder.begin(settings_of(plan, size))
        hashes = folder.known()
        cut = units_of(names, columns=plan.columns, size=size, leave_out=out, on_error=failed)
        for result in _staged(_new(cut, folder, plan, totals), plan, str(folder.path), cluster):
            if isinstance(result, WhipcountError):
                failed(result)
                continue
            taken = folder.take(result, hashes)
            totals["units"] += 1
            totals.update({"reports": taken.reports, "known": taken.known, "statements": taken.statements})
            totals.update(taken.counts)
            if told is not None:
                told(taken)
        folder.sweep()
    return Summary(**totals)


def settings_of(plan: Plan, size: int) -> dict[str, Any]:
    """What a corpus keeps of how its articles were read, so that one that differs is never mixed in."""
    from whipcount import __version__
    from whipcount.corpora.plan import model_checksum

    columns = plan.columns
    return {
        "whipcount": __version__,
        "model": model_checksum(),
        "columns": [columns.text, columns.title, columns.date, columns.url],
        "route": [list(plan.route.subject), list(plan.route.body), list(plan.route.act), list(plan.route.members)]
        if plan.route
        else None,
        "size": size,
    }


def _new(units: Iterable[Unit], folder: Folder, plan: Plan, totals: Counter[str]) -> Iterator[Unit]:
    """The units that are still to be read, each once."""
    seen: set[str] = set()
    for unit in units:
        name = unit_id(unit, plan.checksum)
        if name in seen:
            continue
        seen.add(name)
        if folder.is_done(name):
            totals["done"] += 1
        else:
            yield unit


def _staged(units: Iterable[Unit], plan: Plan, out: str, cluster: Cluster | None) -> Iterator[Staged | WhipcountError]:
    if cluster is None:
        for unit in units:
            yield work(unit, plan, out, plan.checksum)
    else:
        tasks = ((f"{unit_id(unit, plan.checksum)}", unit) for unit in units)
        yield from cluster.results(work, tasks, (plan, out, plan.checksum))


def work(unit: Unit, plan: Plan, out: str, checksum: str) -> Staged:
    """What a worker does with a unit: reads it and writes its tables where they wait to be taken in.

    Raises:
        WorkerError: this machine has another version or model than the one that hands out.
    """
    if Plan(plan.columns, plan.route).checksum != checksum:
        raise WorkerError("a worker has another version of whipcount, or another model (accepted: the same on all)")
    return stage(process(unit, plan), out)
