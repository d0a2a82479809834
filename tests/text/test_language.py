"""The language: other languages are refused, English of any kind never."""

# ruff: noqa: E501 (one sentence a line)

from __future__ import annotations

import pytest

from whipcount.text.language import detect_language

OTHERS = {
    "de": "Der Rat hat am Dienstag nicht über den Antrag entschieden, und die Minister werden sich erst im Juni wieder mit der Frage befassen.",
    "fr": "Le conseil n'a pas pris de décision mardi et les ministres se retrouveront en juin pour une nouvelle réunion sur cette question.",
    "es": "El consejo no ha tomado una decisión y los ministros se reunirán en junio para hablar otra vez sobre la propuesta de los países.",
    "it": "Il consiglio non ha preso una decisione e i ministri si riuniranno a giugno per parlare ancora della proposta che è stata fatta.",
    "nl": "De raad heeft dinsdag geen besluit genomen en de ministers komen in juni weer bijeen om over het voorstel van de landen te praten.",
    "pl": "Rada nie podjęła decyzji we wtorek, a ministrowie spotkają się w czerwcu, aby znów rozmawiać o tym, że wniosek jest gotowy do głosowania.",
    "sv": "Rådet har inte fattat något beslut och ministrarna ska träffas i juni för att tala om det förslag som är på bordet.",
    "fi": "Neuvosto ei tehnyt päätöstä tiistaina, ja ministerit tapaavat kesäkuussa, kun asia on taas esillä, mutta se ei ole varmaa.",
    "hu": "A tanács nem hozott döntést kedden, és a miniszterek júniusban újra találkoznak, hogy a javaslatról egy szavazás is legyen.",
    "tr": "Konsey salı günü bir karar almadı ve bakanlar haziran ayında bu konu için bir kez daha toplanacak, dedi sözcü.",
    "ru": "Совет не принял решения во вторник, и министры встретятся в июне, чтобы снова обсудить этот вопрос.",
    "uk": "Рада не ухвалила рішення у вівторок, і міністри зустрінуться в червні, щоб знову обговорити це питання.",
    "el": "Το συμβούλιο δεν πήρε απόφαση την Τρίτη και οι υπουργοί θα συναντηθούν τον Ιούνιο.",
    "zh": "理事会星期二没有作出决定,部长们将于六月再次开会讨论这个问题并进行投票表决。",
    "ar": "لم يتخذ المجلس قرارا يوم الثلاثاء وسيجتمع الوزراء في يونيو لمناقشة هذه المسألة مرة أخرى.",
}  # fmt: skip

ENGLISH = [
    "No.",
    "Orbán, Szijjártó, Fico",
    "NATO: Rutte, Stoltenberg, Rasmussen",
    '"Wir schaffen das," she said.',
    'He told Le Monde that "la question de l\'adhésion est sur la table et les alliés sont unis pour la défense de la paix", '
    "and that the ministers of the alliance would look at the request when they meet next week.",
    "Ministers agreed to nothing. The vote is off. Kyiv waits.",
    "BRUSSELS (Agency) - El Pais, Die Welt, La Repubblica and Le Monde said on Tuesday the council of the EU had not voted.",
    "“" * 200,
    "«Да», said the spokesman of the ministry in Moscow, adding that the talks would go on.",
]


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_told(code: str) -> None:
    assert detect_language(OTHERS[code]) == code


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_never_taken_for_another(text: str) -> None:
    assert detect_language(text) in ("en", "und")


def test_every_article_of_the_corpus_is_english(shared: object) -> None:
    from pathlib import Path

    assert isinstance(shared, Path)
    for path in sorted((shared / "data/polnear/data/dev/text").glob("*.txt")):
        assert detect_language(path.read_text(encoding="utf-8")) == "en", path.name
