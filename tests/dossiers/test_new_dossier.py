import pytest

from whipcount.dossiers.new_dossier import dossier_of_report, new_dossier, slug
from whipcount.errors import BodyError, DossierError, RuleError
from whipcount.reports.formats.registry import read_report


@pytest.mark.parametrize(("title", "name"), [
    ("NATO invites Orvana!", "nato-invites-orvana"), ("  «Ärger»  ", "rger"), ("", "dossier"), ("x" * 90, "x" * 40),
    ("a" * 39 + " b", "a" * 39),
])  # fmt: skip
def test_names_are_short_and_plain(title, name):
    assert slug(title) == name


def test_a_name_that_is_taken_gets_the_next_number():
    assert slug("A vote", {"a-vote", "a-vote-2"}) == "a-vote-3"


def test_a_dossier_is_of_a_body_that_is_known_with_a_rule_that_can_be_read():
    made = new_dossier("Orvana joins", "NATO", decision="membership invitation", note="by hand")
    assert (made.id, made.proposal.body, made.note) == ("orvana-joins", "NATO", "by hand")
    with pytest.raises(BodyError):
        new_dossier("Orvana joins", "THE-LAKE-CLUB")
    with pytest.raises(RuleError):
        new_dossier("Orvana joins", "NATO", rule="half the")


def test_of_a_report_that_tells_of_no_decision_none_is_made():
    with pytest.raises(DossierError, match=r"rain\.txt"):
        dossier_of_report(read_report("It rained on the lake all day.", name="rain.txt"))


def test_of_a_report_the_decision_makes_it_and_the_report_is_not_in_it():
    report = read_report(
        "NATO to decide on Orvana\nNATO foreign ministers will decide on 3 March 2031 whether to invite Arvenia "
        "to join the alliance. All 32 members must agree.", name="a.txt",
    )  # fmt: skip
    made = dossier_of_report(report, title="A title of its own")
    assert made.title == "A title of its own"
    assert made.proposal.body == "NATO"
    assert made.reports == ()
