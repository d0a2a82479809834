"""Quality, speed, load time and memory of the reader, against pinned floors.

Runs PolNeAR's evaluator on the predictions for a split, and the reader in a process of its own on one core for the
figures of speed. Floors stand in ``attribution.json`` beside this file, with the hash of the corpus that they are for.
Needs the measuring data beside the checkout (``--shared``).

    python benchmarks/attribution.py            # dev
    python benchmarks/attribution.py --split test --json out.json
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

from reference import load

HERE = Path(__file__).resolve().parent
BARS = ("ar.who_said", "ar.say", "ar.content50", "source.exact", "cue.exact", "content.exact")
# Two annotators against each other, on the articles of train and dev that several read (`polnear_eval.py human`).
HUMAN = {"ar.who_said": 73.8, "ar.say": 87.9, "ar.content50": 80.1}

PROBE = """
import json, resource, sys, time
paths = json.load(sys.stdin)
sys.path.insert(0, sys.argv[1])
from reference import Beside
wall, cpu = time.perf_counter(), time.process_time()
from whipcount.statements.attribution.attributions import read_attributions
from whipcount.statements.attribution.weights import load_model
load_model()
load = (time.perf_counter() - wall, time.process_time() - cpu)
texts = [open(path, encoding="utf-8", newline="").read() for path in paths]
read_attributions(texts[0])
passes, loops = [], []
for _ in range(3):  # the fastest pass: neighbours on the same processor only ever add time
    with Beside() as beside:
        start = time.process_time()
        found = [read_attributions(text) for text in texts]
        passes.append(time.process_time() - start)
    loops.append(passes[-1] / beside.seconds)
spent = min(passes)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
json.dump({
    "words": sum(len(text.split()) for text in texts), "seconds": spent, "loops": min(loops),
    "load_wall": load[0], "load_cpu": load[1],
    "peak": peak,
    "found": [[[list(map(list, role)) for role in (a.source, a.cue, a.content)] for a in f] for f in found],
}, sys.stdout)
"""


def evaluator(shared: Path) -> ModuleType:
    """The corpus's own evaluator."""
    spec = importlib.util.spec_from_file_location("polnear_eval", shared / "eval" / "polnear_eval.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no evaluator under {shared}")
    module = importlib.util.module_from_spec(spec)
    sys.modules["polnear_eval"] = module
    spec.loader.exec_module(module)
    return module


def main() -> int:
    """Prints the table; 1 when a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("WHIPCOUNT_SHARED", HERE.parent.parent / "shared")
    parser.add_argument("--shared", type=Path, default=Path(default))
    parser.add_argument("--split", default="dev")
    parser.add_argument("--bootstrap", type=int, default=1000, help="resamples of articles (default: %(default)s)")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    data = options.shared / "data" / "polnear"
    folder = data / "data" / options.split / "text"
    if not folder.is_dir():
        print(f"skipped: no {options.split} split of PolNeAR under {data} (set WHIPCOUNT_SHARED or --shared)")
        return 0
    score = evaluator(options.shared)
    articles = score.load(str(data), options.split)
    digest = hashlib.sha256()
    for article in articles:
        digest.update(article.text.encode())
        digest.update(json.dumps([each.to_json() for each in article.gold]).encode())
    corpus = digest.hexdigest()[:16]
    one_core = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(HERE)],
        input=json.dumps([str(folder / f"{article.id}.txt") for article in articles]),
        capture_output=True,
        text=True,
        env=one_core,
        check=False,
    )
    if done.returncode:
        print(done.stderr)
        return 1
    got = json.loads(done.stdout)
    roles = ("source", "cue", "content")
    predictions = {
        article.id: [dict(zip(roles, parts, strict=True)) for parts in found]
        for article, found in zip(articles, got["found"], strict=True)
    }
    total, per_article = score.evaluate(articles, predictions)
    intervals = score.bootstrap(per_article, options.bootstrap) if options.bootstrap else {}
    print(f"PolNeAR {options.split}: {len(articles)} articles, corpus {corpus}")
    print(f"{'F1':16}{'P':>7}{'R':>7}{'F1':>7}{'floor':>7}{'annotators':>12}   95% (articles)")
    floors = json.loads((HERE / "attribution.json").read_text(encoding="utf-8"))
    floor = floors["floors"] if floors["corpus"] == corpus else {}
    result: dict[str, float] = {}
    missed = []
    for bar in BARS:
        p, r, f1 = (100 * x for x in score.prf(total, bar))
        result[bar] = round(f1, 2)
        low, high = (100 * x for x in intervals.get(bar, (0, 0)))
        limit, human = floor.get(bar), HUMAN.get(bar)
        print(
            f"{bar:16}{p:7.1f}{r:7.1f}{f1:7.1f}{limit if limit is not None else '-':>7}"
            f"{human if human is not None else '-':>12}   [{low:.1f}, {high:.1f}]"
        )
        if limit is not None and f1 < limit:
            missed.append(bar)
    for kind in ("direct", "mixed", "indirect"):
        count = max(1, total[f"type.{kind}", "g"])
        found_share, said = total[f"type.{kind}.content", "tp_g"] / count, total[f"type.{kind}", "tp_g"] / count
        print(f"recall of {kind:9} content50 {100 * found_share:5.1f}   who_said {100 * said:5.1f}   n {count}")
    speed = got["words"] / got["seconds"]
    result |= {"words_per_cpu_second": round(speed), "load_seconds": got["load_cpu"], "peak_mb": got["peak"]}
    print(f"{got['words']} words, {speed:.0f} words per CPU second on one core (raw text to attributions, best of 3)")
    by_loop = got["words"] / got["loops"]
    result["words_per_reference_loop"] = round(by_loop)
    print(f"{by_loop:.0f} words a reference loop (benchmarks/reference.py), which moves with the machine; {load()}")
    print(f"load {got['load_cpu']:.2f} s CPU, {got['load_wall']:.2f} s wall; peak memory {got['peak']:.0f} MB")
    limits = floors["limits"]
    if by_loop < limits["words_per_reference_loop"]:
        missed.append("words_per_reference_loop")
    if got["load_cpu"] > limits["load_seconds"]:
        missed.append("load_seconds")
    if got["peak"] > limits["peak_mb"]:
        missed.append("peak_mb")
    if not floor:
        print("no floors are pinned for this corpus")
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print("below the floor: " + ", ".join(missed) if missed else "all floors hold")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
