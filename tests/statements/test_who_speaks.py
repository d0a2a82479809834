"""Who speaks and for whom, read end to end from plain texts: kinds of office and person, invented people throughout."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.bodies.countries import default_table
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.reader import read_statements
from whipcount.statements.statement import Speaker

DAY = date(2031, 3, 6)  # a Thursday, after every tenure that the table of holders knows
NOBODY = None


def speakers(text: str) -> list[Speaker]:
    """The speakers of a report's statements, in their order."""
    read = read_statements(Report("invented", text, fingerprint(text), published_on=DAY))
    return [st.speaker for st in read if st.speaker is not None]


def voices(text: str, name: str) -> set[str | None]:
    """For whom the statements of a person speak; empty where the person says nothing."""
    return {s.on_behalf_of for s in speakers(text) if name in (s.name or s.text)}


def names_no_state(found: set[str | None]) -> bool:
    """Whether somebody was heard, and speaks for no state."""
    return bool(found) and not any(actor and default_table().is_state(actor) for actor in found)


OFFICE_BEFORE_THE_NAME = [
    ("Foreign Minister Elena Dobreva said Sofia would not block the accession.", "Dobreva", "BG"),
    ("Foreign Minister Jonas Aukstas said that Vilnius had no objection to the sanctions.", "Aukstas", "LT"),
    ("Lithuanian FM Rasa Balke said on Monday that the talks were over.", "Balke", "LT"),
    ("The Estonian leader Maarja Tamsalu told reporters she would vote for the budget.", "Tamsalu", "EE"),
    ("Estonian leader Maarja Tamsalu said the bloc should wait.", "Tamsalu", "EE"),
    ('"We will sign," Slovak PM Jozef Harvan told reporters.', "Harvan", "SK"),
    (
        "Chancellor Dieter Lohmann of Germany arrived late. Lohmann said he was ready to vote for the plan.",
        "Lohmann",
        "DE",
    ),
    ("Chancellor Dieter Lohmann met party leaders in Berlin. Germany would agree, Lohmann said.", "Lohmann", "DE"),
    ("Portugal's Ines Caldeira, the defence minister, warned that the mission was in danger.", "Caldeira", "PT"),
    ("Ghana's top diplomat, Kwame Asante-Brew, said Accra backed the resolution.", "Asante-Brew", "GH"),
    ("Danish EU minister Pernille Roed said the package was too expensive.", "Roed", "DK"),
    ("President Milo Vranic said Croatia would ratify the treaty in May.", "Vranic", "HR"),
    ("Irish Taoiseach Orla Finnerty said the text was good enough for Dublin.", "Finnerty", "IE"),
    ("Kenya's UN ambassador, Wanjiru Kamande, said her country would abstain.", "Kamande", "KE"),
    ("Deputy Prime Minister Lars Holvik said Norway was not convinced.", "Holvik", "NO"),
    ("Latvian premier Ilze Kronberga urged ministers to agree.", "Kronberga", "LV"),
    ("Finance Minister Bart Kolen argued that the Netherlands could not accept the fund.", "Kolen", "NL"),
    ('"It is over," said Elias Tammi, Finland\'s minister for European affairs.', "Tammi", "FI"),
    ("Gianni Ferro, who heads the Italian foreign ministry, said the deal was near.", "Ferro", "IT"),
    ("Maltese Foreign Secretary Carmen Vella said Valletta wanted changes.", "Vella", "MT"),
]

WHERE_THE_OFFICE_STANDS = [
    ("Volker Amsel (FDP), the Transport Minister of Germany, said on Friday that he would vote no.", "Amsel", "DE"),
    ("Milo Kastner (Greens), Austria's environment minister, said he would vote for the law.", "Kastner", "AT"),
    ("Austria will veto Romania, according to Gerd Kanter, the country's Interior Minister.", "Kanter", "AT"),
    ("Cyprus will not agree, according to Eleni Makris, its foreign minister.", "Makris", "CY"),
    ("Lena Tomic, who chairs the Council of Ministers of Bosnia and Herzegovina, said the way was free.", "Tomic", "BA"),
    ("Sten Aaberg, who heads the Danish government, said he would sign.", "Aaberg", "DK"),
    ("The text was too weak, Russia's permanent representative to international organizations in Vienna, Oleg Dorin, "
     "said on Wednesday.", "Dorin", "RU"),
    ("The UN ambassador of Kenya, Wanjiru Kamande, told the council that her country would abstain.", "Kamande", "KE"),
    ("\"It is not enough,\" Amina Sesay, the representative of Sierra Leone, told the board.", "Sesay", "SL"),
    ("Japan's delegate, Kenji Morita, said Tokyo could not join the consensus.", "Morita", "JP"),
    ("The Chilean delegation said that it would vote for the sanctuary.", "Chilean", "CL"),
    ("\"We keep our promise,\" said Cem Arikan, a lawmaker of Türkiye's ruling party.", "Arikan", "TR"),
]  # fmt: skip

NO_VOICE_OF_A_STATE = [
    # an office whose owner the table of states does not know
    ('Canada made an offer. "It is not enough," said the provincial health minister, Paul Marriman.', "Marriman"),
    ("Canada made an offer. Saskatchewan's health minister, Paul Marriman, said it was not enough.", "Marriman"),
    ("Germany is split. Bavarian premier Xaver Moosbauer said the plan was unfair.", "Moosbauer"),
    ("Spain waits. The Catalan president, Jordi Casamor, said the region had not been asked.", "Casamor"),
    ("Norway offered an island. Secretary General Jens Stolt said the allies were close to a decision.", "Stolt"),
    # candidates and observers
    ("Oda Berglund, Norway's candidate for secretary-general, said the vote would be close.", "Berglund"),
    ("The Dutch candidate for the post, Arno Weldt, said that he had the backing of 60 countries.", "Weldt"),
    (
        "Former Portuguese prime minister Rui Salgado, who is running for the presidency, said he was confident.",
        "Salgado",
    ),
    ("Ana Petrescu, the Romanian nominee for commissioner, said she would fight for the rule of law.", "Petrescu"),
    ("Hungarian opposition leader Bela Szentes said the veto was a disgrace.", "Szentes"),
    # regions and towns
    ("Bavarian premier Xaver Moosbauer said the plan was unfair.", "Moosbauer"),
    ("Flemish Minister-President Joris Claeyssens said his parliament would vote it down.", "Claeyssens"),
    ("Ontario Premier Dale Whitcombe said the tariff would hurt.", "Whitcombe"),
    ("Texas Governor Clint Harbaugh said he opposed the treaty.", "Harbaugh"),
    ("The mayor of Budapest, Gyula Ferenczy, said the money was needed.", "Ferenczy"),
    ("Catalan president Jordi Casamor said the region had not been asked.", "Casamor"),
    ("Scottish First Minister Isla Drummond said she would not consent.", "Drummond"),
    ("Wallonia's minister-president, Luc Hanquet, said the trade deal was unacceptable.", "Hanquet"),
    ("Josip Kralj, the president of Republika Srpska, said he rejected the decision.", "Kralj"),
    # other bodies
    ("EU enlargement commissioner Pia Holmgren said Albania was ready.", "Holmgren"),
    ("Trade Commissioner Valdas Grigas said the deal was fair.", "Grigas"),
    ("EU budget commissioner Paul Reding, a Luxembourger, said the sums were right.", "Reding"),
    ("Secretary-General Hanne Voss said all members should agree.", "Voss"),
    ("WHO chief Dr Amara Diallo said the world could not wait.", "Diallo"),
    ("Commission President Sabine Krull said the proposal was on the table.", "Krull"),
    ("Karl Ostrow, chair of the European Parliament's trade committee, said MEPs would not be rushed.", "Ostrow"),
    ("German MEP Tilda Ranke said the Council was blocking everything.", "Ranke"),
    ("Bernd Gast, who chairs the Bundestag's foreign affairs committee, said Berlin should say yes.", "Gast"),
    ("Edit Korda, head of the Hungarian office of a rights group, said the law was a step back.", "Korda"),
    ("Milan Sokol, a Czech analyst at a think tank in Prague, said the government would give in.", "Sokol"),
    ("Ex-president Tomas Vlk said Slovakia had made a mistake.", "Vlk"),
    ("Retired Polish general Adam Brzoza said Warsaw would agree.", "Brzoza"),
    ("The bloc's foreign policy chief, Ingrid Toll, said that unanimity was near.", "Toll"),
    ("Jens Brandt, head of the German farmers' union, said the pact was a threat.", "Brandt"),
]


@pytest.mark.parametrize(("text", "name", "actor"), [*OFFICE_BEFORE_THE_NAME, *WHERE_THE_OFFICE_STANDS])
def test_whose_voice_an_office_is(text: str, name: str, actor: str) -> None:
    assert voices(text, name) == {actor}


@pytest.mark.parametrize(("text", "name"), NO_VOICE_OF_A_STATE)
def test_who_is_no_voice_of_a_state(text: str, name: str) -> None:
    assert names_no_state(voices(text, name)), voices(text, name)


THE_HEAD_NOUN_DECIDES = [
    ("Officials in the Estonian government said the vote would be lost.", "official", "EE"),
    ("Sources in the Estonian government said the vote would be lost.", "official", "EE"),
    ("A source in the Polish cabinet said Warsaw would agree.", "official", "PL"),
    ("Diplomats at the French mission said Paris was ready.", "official", "FR"),
    ("An adviser to the Greek prime minister said Athens had no plans to veto.", "official", "GR"),
    ("Aides in the Italian presidency said the letter had been sent.", "official", "IT"),
    ("People close to the Irish government said Dublin was unhappy.", "official", "IE"),
    ("Critics of the Hungarian government said the veto was a mistake.", "other", None),
    ("Members of the Dutch parliament said the plan was dead.", "parliamentarian", None),
    ("A member of the Danish government said the decision was near.", "minister", "DK"),
    ("Two ministers in the Latvian government said they would resign.", "minister", "LV"),
    ("Supporters of the Serbian president said they would march.", "other", None),
    ("The Estonian government said the vote would be lost.", "body", "EE"),
    ("A spokesman for Foreign Minister Elena Dobreva of Bulgaria said the text was fine.", "spokesperson", "BG"),
]


@pytest.mark.parametrize(("text", "role", "actor"), THE_HEAD_NOUN_DECIDES)
def test_the_head_noun_decides(text: str, role: str, actor: str | None) -> None:
    [first, *_] = speakers(text)
    assert str(first.role) == role
    if actor:
        assert actor in (first.on_behalf_of, *first.candidates)
    if role == "other":
        assert first.on_behalf_of is None
