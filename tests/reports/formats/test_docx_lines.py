"""Words of a DOCX file wherever Word puts them. All bodies and people are invented."""

from __future__ import annotations

import pytest
from lxml import etree

from whipcount.reports.formats.docx_lines import lines_of

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BEFORE, AFTER = "Banek said Kell would vote ", "the admission of Orvana."
WHOLE = "Banek said Kell would vote against the admission of Orvana."


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def cell(inner: str, told: str = "") -> str:
    return f"<w:tc><w:tcPr>{told}</w:tcPr>{inner}</w:tc>"


def lines(body: str) -> list[str]:
    return list(lines_of(etree.fromstring(f'<w:body xmlns:w="{SPACE}" xmlns:m="urn:m">{body}</w:body>')))


@pytest.mark.parametrize(
    "middle",
    [
        f"<w:ins>{run('against ')}</w:ins><w:del><w:r><w:delText>for </w:delText></w:r></w:del>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('against ')}</w:sdtContent></w:sdt>",
        f"<w:hyperlink>{run('against ')}</w:hyperlink>",
        f"<w:smartTag>{run('against ')}</w:smartTag>",
        f"<w:fldSimple>{run('against ')}</w:fldSimple>",
        f"<w:moveFrom>{run('for ')}</w:moveFrom><w:moveTo>{run('against ')}</w:moveTo>",
        f"<w:customXml><w:smartTag>{run('against ')}</w:smartTag></w:customXml>",
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r>{run('against ')}",
        f"<w:r><w:instrText>HYPERLINK</w:instrText></w:r>{run('against ')}",
    ],
)
def test_words_in_wrappers_are_words_of_the_sentence(middle: str) -> None:
    assert lines(paragraph(run(BEFORE) + middle + run(AFTER))) == [WHOLE]


def test_controls_and_text_boxes_about_paragraphs() -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph(run(WHOLE))}</w:sdtContent></w:sdt>"
    box = paragraph(
        f"{run('Before.')}<w:r><w:pict><w:txbxContent>{paragraph(run(WHOLE))}</w:txbxContent></w:pict></w:r>"
    )
    assert lines(control + box) == [WHOLE, "Before.", WHOLE]


def test_what_is_there_in_two_forms_is_read_once() -> None:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{paragraph(run(WHOLE))}</w:txbxContent>"
    both = f"<c:Choice>{box}</c:Choice><c:Fallback>{box}</c:Fallback>"
    both = f'<c:AlternateContent xmlns:c="{space}">{both}</c:AlternateContent>'
    assert lines(paragraph(f"<w:r>{both}</w:r>")) == ["", WHOLE]


def test_tables() -> None:
    inner = f"<w:tbl><w:tr>{cell(paragraph(run('red')))}{cell(paragraph(run('blue')))}</w:tr></w:tbl>"
    rows = "".join(
        (
            "<w:tr>", cell(paragraph(run("Kell")), '<w:vMerge w:val="restart"/>'), cell(inner), "</w:tr>",
            "<w:sdt><w:sdtContent><w:tr>", cell(paragraph(""), "<w:vMerge/>"), cell(paragraph(run("no"))),
            "</w:tr></w:sdtContent></w:sdt>",
            "<w:tr>", cell(paragraph(run("wide")), '<w:gridSpan w:val="2"/>'), "</w:tr>",
            "<w:tr><w:trPr><w:del/></w:trPr>", cell(paragraph(run("taken out"))), "</w:tr>",
        )
    )  # fmt: skip
    assert lines(f"<w:tbl>{rows}</w:tbl>") == ["Kell | red | blue", "Kell | no", "wide"]


def test_wrappers_without_end_are_left() -> None:
    deep = "<w:sdt><w:sdtContent>" * 100 + paragraph(run(WHOLE)) + "</w:sdtContent></w:sdt>" * 100
    assert lines(deep + paragraph(run(AFTER))) == [AFTER]
