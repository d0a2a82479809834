"""Agencies, newspapers, broadcasters: who relays, and is no party to a decision."""

from __future__ import annotations

import re
from functools import lru_cache

from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import word_set

AGENCIES = (
    "Reuters", "Associated Press", "The Associated Press", "AP", "Agence France-Presse", "AFP", "Bloomberg",
    "Bloomberg News", "dpa", "DPA", "ANSA", "EFE", "PAP", "TASS", "RIA Novosti", "RIA", "Interfax",
    "Interfax-Ukraine", "Ukrinform", "Xinhua", "Kyodo", "Kyodo News", "Anadolu", "Anadolu Agency", "MTI", "CTK",
    "ČTK", "TT", "NTB", "Ritzau", "STT", "BNS", "LETA", "Belga", "APA", "ANP", "Lusa", "Agerpres", "Yonhap",
    "United Press International", "UPI", "Press Association", "PA Media", "Itar-Tass", "KCNA",
)  # fmt: skip
OUTLETS = (
    "The New York Times", "New York Times", "The Times", "Times of London", "The Washington Post",
    "Washington Post", "The Wall Street Journal", "Wall Street Journal", "Financial Times", "The Financial Times",
    "The Guardian", "Guardian", "The Telegraph", "Daily Telegraph", "The Independent", "The Economist", "Politico",
    "POLITICO", "Axios", "The Hill", "Euronews", "Euractiv", "EUobserver", "The Atlantic", "The New Yorker", "Time",
    "Newsweek", "USA Today", "Los Angeles Times", "The Los Angeles Times", "Chicago Tribune", "Boston Globe",
    "The Boston Globe", "BBC", "BBC News", "CNN", "CNN Turk", "NBC", "NBC News", "CBS", "CBS News", "ABC",
    "ABC News", "Fox", "Fox News", "MSNBC", "CNBC", "NPR", "PBS", "C-SPAN", "Sky News", "ITV", "Channel 4",
    "Al Jazeera", "Deutsche Welle", "DW", "ARD", "ZDF", "RTL", "Der Spiegel", "Spiegel", "Die Welt", "Welt", "Bild",
    "Die Zeit", "Frankfurter Allgemeine Zeitung", "FAZ", "Süddeutsche Zeitung", "Le Monde", "Le Figaro",
    "Libération", "France 24", "LCI", "TF1", "BFM", "RFI", "El País", "El Pais", "El Mundo", "La Repubblica",
    "Corriere della Sera", "La Stampa", "RAI", "Rzeczpospolita", "Gazeta Wyborcza", "TVN24", "Polsat", "Kommersant",
    "Vedomosti", "RT", "Sputnik", "Izvestia", "Meduza", "Kyiv Independent", "The Kyiv Independent", "Kyiv Post",
    "Ukrainska Pravda", "European Pravda", "Suspilne", "Hromadske", "Radio Free Europe", "RFE/RL", "Radio Liberty",
    "Voice of America", "VOA", "Hurriyet", "Hürriyet", "Daily Sabah", "NTV", "TRT", "TRT Haber", "Habertürk",
    "Magyar Nemzet", "Telex", "HVG", "M1", "Kossuth Radio", "Népszava", "Helsingin Sanomat", "Yle", "YLE",
    "Dagens Nyheter", "Svenska Dagbladet", "SVT", "Aftonbladet", "Expressen", "Politiken", "Berlingske", "DR",
    "NRK", "VG", "Aftenposten", "ERR", "Delfi", "LRT", "LSM", "Postimees", "Haaretz", "The Jerusalem Post",
    "Times of Israel", "South China Morning Post", "Global Times", "China Daily", "Japan Times", "Nikkei",
    "The Hindu", "Times of India", "Breitbart", "Breitbart News", "The Daily Caller", "Daily Caller", "HuffPost",
    "The Huffington Post", "Huffington Post", "BuzzFeed", "BuzzFeed News", "Vox", "Slate", "Salon", "Mother Jones",
    "The Nation", "National Review", "The Daily Beast", "Daily Beast", "Daily Mail", "Daily Mirror", "The Sun",
    "New York Post", "New York Daily News", "Miami Herald", "Vanity Fair", "PolitiFact", "Western Journalism",
    "The Washington Times", "Washington Times", "Washington Examiner", "WikiLeaks", "Rolling Stone",
)  # fmt: skip
_BY_FOLD = {name.lower(): name for name in reversed((*OUTLETS, *AGENCIES))}  # the first spelling wins
_AGENCY = frozenset(name.lower() for name in AGENCIES)
_DRESS = lazy_pattern(
    r"^(?:a |an |the )?(?:report (?:by|from|in|of) )?(?:the )?(?:(?:news |state |state-run |"
    r"official )*(?:news )?(?:agency|newspaper|"
    r"broadcaster|outlet|daily|magazine|channel|website|site|weekly) )?|(?: news)?(?: (?:agency|newspaper|"
    r"magazine|daily|"
    r"channel|website|report|reporter|television|radio|wire))*$",
    re.IGNORECASE,
)
# Names short or common enough to need their capitals, or a dress ("the Time magazine").
_CASED = word_set(
    "time fox index welt bild vox slate salon nation guardian spiegel tt ap pa ria rt dr vg err ard apa anp abc"
)


@lru_cache(maxsize=4096)
def media_name(text: str) -> str | None:
    """The medium that a noun phrase names; None where it names none.

    >>> media_name("the Reuters agency"), media_name("a report by the Reuters news agency"), media_name("the senator")
    ('Reuters', 'Reuters', None)
    >>> media_name("time")
    """
    bare = text.strip(' \t\n,.;:"“”').removesuffix("'s").removesuffix("’s")
    if len(bare) > 80:
        return None
    for candidate in (bare, _DRESS.sub("", bare).strip(), _DRESS.sub("", _DRESS.sub("", bare)).strip()):
        low = candidate.lower()
        name = _BY_FOLD.get(low) or _BY_FOLD.get("the " + low)
        if name is None:
            continue
        if low in _CASED and candidate not in (name, name.removeprefix("The ")):
            continue
        return name
    return None


def is_agency(name: str) -> bool:
    """Whether a medium is a news agency, whose words others print.

    >>> is_agency("Reuters"), is_agency("The Guardian")
    (True, False)
    """
    return name.lower() in _AGENCY


NAMES = lazy_pattern(
    r"(?<!\w)(?:"
    + "|".join(
        re.escape(n)
        for n in sorted({*AGENCIES, *OUTLETS}, key=lambda n: (-len(n), n))
        if n.lower() not in _CASED or n.lower() in _AGENCY
    )
    + r")(?!\w)"
)
