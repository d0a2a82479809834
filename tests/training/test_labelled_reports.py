from pathlib import Path

import pytest
from training.labelled_reports import LABELS, held_out, passages, reports

REPORT = """===
decision: build a new pier
outcome: adopted
+ Ann Hale: Ann Hale, Hale
- Mo Pell: Mo Pell
text:
Pier to be built

Ann Hale was for it, Mo Pell against.
"""


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "01.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_report_has_its_members_with_labels_and_forms(tmp_path: Path) -> None:
    (one,) = reports(folder(tmp_path, REPORT))
    assert (one.decision, one.outcome) == ("build a new pier", "adopted")
    assert one.members == (
        (LABELS.index("+"), "Ann Hale", ("Ann Hale", "Hale")),
        (LABELS.index("-"), "Mo Pell", ("Mo Pell",)),
    )
    assert one.text.startswith("Pier to be built\n\nAnn Hale")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("outcome: adopted", "outcome: won"),
        ("decision: ", ""),
        ("- Mo Pell: Mo Pell", "? Mo Pell: Mo Pell"),
        ("text:", ""),
    ],
)
def test_what_is_not_in_the_form_is_one_error(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(ValueError, match=r"01\.txt, report 1"):
        list(reports(folder(tmp_path, REPORT.replace(old, new, 1))))


def test_passages_have_a_label_for_each_mark(tmp_path: Path) -> None:
    (tmp_path / "01.txt").write_text("# build a pier | open\n[Kell|+] is for it, [Pell|-] is not; [Kell|+] pays.\n")
    (one,) = passages([tmp_path])
    assert one.parts[1::2] == (0, 1, 0)
    assert [LABELS[label] for label in one.labels] == ["+", "-", "+"]


def test_a_tenth_is_held_out() -> None:
    share = sum(held_out(f"decision {n}") for n in range(2_000)) / 2_000
    assert 0.07 < share < 0.14


def test_all_reports_of_the_wide_set_are_in_the_form() -> None:
    found = list(reports())
    assert len(found) > 2_000
    assert sum(len(one.members) for one in found) > 15_000
    assert all(one.members for one in found)
