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
    ("Lena Tomic, who chairs the Council of Ministers of Bosnia and Herzegovina, said yes.", "Tomic", "BA"),
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


JOINT_AND_OTHERS = [
    # text, for whom statements are heard
    ("The foreign ministers of Latvia, Lithuania and Estonia said they would vote for the fund.", {"LV", "LT", "EE"}),
    ("The prime ministers of Norway and Iceland said that they could not accept the quota.", {"NO", "IS"}),
    ("The Polish and Czech foreign ministers said they would block the text.", {"PL", "CZ"}),
    ("Ada Lind and Bo Harju, the prime ministers of Sweden and Finland respectively, said they would join.",
     {"SE", "FI"}),
    ("Ministers from Spain, Portugal and Italy said the plan was unfair.", {"ES", "PT", "IT"}),
    ("The leaders of Ghana and Togo said they backed the force.", {"GH", "TG"}),
    ("Joint statement by the foreign ministers of Chile, Peru and Ecuador\n\n"
     "We, the foreign ministers, support the sanctuary and will vote for it.", {"CL", "PE", "EC"}),
    ("In a joint statement, the governments of Kenya and Uganda said they would send troops.", {"KE", "UG"}),
    ("The presidents of Poland, Romania and Bulgaria said: \"We stand by the treaty.\"", {"PL", "RO", "BG"}),
    ("The ambassadors of Japan and Korea told the board that they would abstain.", {"JP", "KR"}),
    ("The foreign ministers of Latvia or Estonia said nothing.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actors"), JOINT_AND_OTHERS, ids=[t[:36] for t, _ in JOINT_AND_OTHERS])
def test_a_joint_statement_is_one_of_each(text: str, actors: set[str]) -> None:
    assert {s.on_behalf_of for s in speakers(text)} - {None} == actors


SPOKEN_FOR = [
    ("A spokesman for Foreign Minister Jonas Aukstas of Lithuania said Vilnius would agree.", "spokesman", "LT"),
    ("A spokeswoman for Latvia's prime minister, Ilze Kronberga, said the letter was genuine.", "spokeswoman", "LV"),
    ("A spokesman for Poland's foreign minister Adam Brzoza said Warsaw would vote against it.", "spokesman", "PL"),
    ("The spokesperson of Danish Prime Minister Sten Aaberg said that he would sign.", "spokesperson", "DK"),
    ("Prime Minister Sten Aaberg's office in Copenhagen said that Denmark would sign.", "office", "DK"),
    ("The prime minister's office in Riga said that Latvia would sign.", "office", "LV"),
    ("The Greek embassy in Nicosia said that Athens would not agree.", "embassy", "GR"),
    ("Finland's mission to the United Nations said it would vote for the text.", "mission", "FI"),
    ("The office of the Irish president said she would sign the bill.", "office", "IE"),
    ("The Czech foreign ministry's spokesman, Milan Sokol, said Prague was content.", "Sokol", "CZ"),
    ("A spokesman for the Maltese government said the vote was off.", "spokesman", "MT"),
]


@pytest.mark.parametrize(("text", "word", "actor"), SPOKEN_FOR, ids=[t[:36] for t, _, _ in SPOKEN_FOR])
def test_who_speaks_for_an_office(text: str, word: str, actor: str) -> None:
    found = [s for s in speakers(text) if word in (s.name or s.text) or word in s.text]
    assert {s.on_behalf_of for s in found} == {actor}, speakers(text)


def test_a_spokesman_is_not_the_minister() -> None:
    [speaker] = speakers("A spokesman for Poland's foreign minister Adam Brzoza said Warsaw would vote against it.")
    assert (str(speaker.role), speaker.name, speaker.on_behalf_of) == ("spokesperson", None, "PL")


NAMES_AS_WRITTEN = [
    ('Elena "Lena" Dobreva, Bulgaria\'s foreign minister, said that Sofia would agree.', "Dobreva", "BG"),
    ("Jonas “Joe” Aukstas, the Lithuanian premier, told reporters he was sorry.", "Aukstas", "LT"),
    ("10:42 Latvia's foreign minister Ilze Kronberga says the vote is off.", "Kronberga", "LV"),
    ("[14:05] Finnish Prime Minister Elias Tammi says he will sign.", "Tammi", "FI"),
    ("14.05 GMT: Finnish Prime Minister Elias Tammi says he will sign.", "Tammi", "FI"),
    ("Estonia's foreign minister, Maarja Tamsalu\n\nPublished 11:30\n\nTamsalu said that Tallinn was ready.",
     "Tamsalu", "EE"),
    ("UPDATE 2-Poland to vote against fund, minister says\n\nForeign Minister Adam Brzoza said Poland would vote no.",
     "Brzoza", "PL"),
    ("Danish premier Sten Aaberg\nShare\n\nAaberg said the quota was too low.", "Aaberg", "DK"),
    ("*Maltese PM Carmen Vella says no to the fund*", "Vella", "MT"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "actor"), NAMES_AS_WRITTEN, ids=[t[:36] for t, _, _ in NAMES_AS_WRITTEN])
def test_names_as_they_are_written(text: str, name: str, actor: str) -> None:
    found = [s for s in speakers(text) if name in (s.name or s.text)]
    assert {s.on_behalf_of for s in found} == {actor}, speakers(text)
    for speaker in found:
        assert not set((speaker.name or "").split()) & {"Published", "UPDATE", "Share", "GMT", "42", "05"}
        assert "\n" not in (speaker.name or "")


PARLIAMENTS = [
    ("The European Parliament debated Hungary's record. Parliament voted for the sanctions by 400 votes to 100.", "HU"),
    ("The European Parliament adopted a text on Moldova. Parliament urged Moldova to hold new elections.", "MD"),
    ("The European Parliament met in Strasbourg. On Thursday Parliament called on Georgia to repeal the law.", "GE"),
    ("MEPs discussed Serbia. Parliament said that the talks with Serbia should wait.", "RS"),
    ("Strasbourg - Parliament on Tuesday called for the release of prisoners in Belarus, MEPs said.", "BY"),
]


@pytest.mark.parametrize(("text", "other"), PARLIAMENTS)
def test_parliament_alone_is_the_one_the_report_is_about(text: str, other: str) -> None:
    assert other not in {s.on_behalf_of for s in speakers(text) if "arliament" in s.text}
