"""Which language a text is in, by its script and its commonest words: enough to refuse what the reader cannot read.

A profile of function words after Grefenstette (1995), "Comparing two language identification schemes". Words that two
languages share are left out, so that a quotation in English text, or a name, weighs little.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_WORDS = {
    "en": "the of and to that is was for with on as it by from at be are this have has had not but they his her which "
    "said who will their were been would its he she we you an or if about there what when more than can says after "
    "our out up so into over could should may new against between",
    "de": "der die das und ist nicht mit den von dem ein eine zu auf für sich auch wird sind bei nach oder aus wie "
    "über dass einen einer zum zur haben werden hat kann sein ich wir sie im noch nur aber vor durch wurde",
    "fr": "le la les des et est une du que qui dans pour pas au sur par avec sont plus aux ce cette nous vous il elle "
    "ont été mais comme leur ces être fait dit ne se sa son ou où",
    "es": "el los las del que y una por con para es se su al lo como más pero sus fue este ha sí porque esta entre "
    "cuando muy sin sobre también hasta hay donde han",
    "it": "il lo gli di che è della del per con una sono non dei delle nel alla dal ha anche più come si ma le questo "
    "nella dalla stato essere hanno ai",
    "pt": "o os as da do dos das que não uma para com por mais foi ao em no na se como mas ele são também pela pelo "
    "já está seu sua ser",
    "nl": "het een van en dat niet is te zijn voor met op aan er ook als maar bij naar om uit door wordt worden heeft "
    "deze nog wel kan hebben werd",
    "pl": "i w na z że się nie do jest o jak ale po co tak za od przez dla są oraz był jego przy już może który które",
    "cs": "je se na že v s z do o i to ale jako za by jsou byl který které podle pro také až při jeho po už",
    "hu": "a az és hogy nem is egy ez volt meg csak már van mint még de ha el vagy azt után szerint kell lesz",
    "ro": "și în de la cu pe nu care din este mai o că pentru sunt fost au ca prin dar al ale după",
    "sv": "och att det som en på är av för med den till inte har de ett om han men var sig från vi så kan när under",
    "da": "og i at det er en til på som med af den for der ikke de har et fra han var men vi kan om efter",
    "no": "og i at det er en til på som med av den for ikke de har et fra han var men vi kan om etter",
    "fi": "ja on ei että se oli hän mutta myös ovat kun joka mukaan olla kuin sen jos tai niin ole",
    "tr": "ve bir bu için ile da de olarak olan çok daha gibi kadar sonra ancak ne olduğu ya dedi en her",
}  # fmt: skip

# Words that English has too tell nothing: the others keep only what English lacks.
_ENGLISH = frozenset(_WORDS["en"].split())
_PROFILES = {code: frozenset(words.split()) - _ENGLISH for code, words in _WORDS.items() if code != "en"}
NAMES = {
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "pl": "Polish",
    "cs": "Czech", "hu": "Hungarian", "ro": "Romanian", "sv": "Swedish", "da": "Danish", "no": "Norwegian",
    "fi": "Finnish", "tr": "Turkish", "ru": "Russian", "uk": "Ukrainian", "bg": "Bulgarian",
    "el": "Greek", "ar": "Arabic", "he": "Hebrew", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "hi": "Hindi",
    "th": "Thai", "ka": "Georgian", "hy": "Armenian",
}  # fmt: skip
_SCRIPTS = {
    "GREEK": "el", "ARABIC": "ar", "HEBREW": "he", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko",
    "DEVANAGARI": "hi", "THAI": "th", "GEORGIAN": "ka", "ARMENIAN": "hy",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 60_000  # code points looked at: from the start, the middle and the end


def detect_language(text: str) -> str:
    """An ISO 639-1 code, or "und" where the text is too short or too strange to tell.

    Another language than English is answered only on clear signs: most letters of another script, or at least 12 words
    of which another language's function words make up a twelfth or more and outnumber the English ones two to one.

    >>> detect_language("The ministers said that they will meet in Brussels next week.")
    'en'
    >>> detect_language("Die Minister sagten, dass sie sich nicht über den Antrag einig sind und das so bleibt.")
    'de'
    >>> detect_language("NATO: Rutte")
    'und'
    """
    sample = text
    if len(text) > SAMPLE:
        third, middle = SAMPLE // 3, len(text) // 2
        sample = " ".join((text[:third], text[middle : middle + third], text[-third:]))
    words = [word.lower() for word in _WORD.findall(sample)]
    other = _script(words)
    if other:
        return other
    counts = Counter(words)
    english = sum(counts[word] for word in _ENGLISH)
    scores = {code: sum(counts[word] for word in profile) for code, profile in _PROFILES.items()}
    best = max(scores, key=lambda code: scores[code])
    if len(words) >= 12 and scores[best] >= len(words) / 12 and scores[best] >= 2 * english + 2:
        return best
    return "en" if english >= max(2, len(words) / 12) else "und"


def _script(words: list[str]) -> str | None:
    """The language of the script that most letters are of, if it is not Latin."""
    letters = Counter(letter for word in words for letter in word)
    scripts: Counter[str] = Counter()
    for letter, number in letters.items():
        scripts[unicodedata.name(letter, "?").split(" ")[0].split("-")[0]] += number
    total = scripts.total()
    if total < 20:
        return None
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > total / 10 and scripts["LATIN"] < total / 2:
        return "ja"
    name, number = scripts.most_common(1)[0]
    if name == "LATIN" or number <= total / 2:
        return None
    if name == "CYRILLIC":
        ukrainian, russian = (sum(letters[letter] for letter in own) for own in ("іїєґ", "ыэёъ"))
        return "uk" if ukrainian > russian else "ru" if russian else "bg"
    return _SCRIPTS.get(name, "und")
