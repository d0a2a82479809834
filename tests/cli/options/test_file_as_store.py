from __future__ import annotations

import json

from tests.cli.shell import DOSSIER, Shell


def test_a_dossier_file_serves_as_a_store_for_whoever_asks(shell: Shell) -> None:
    file = str(shell.folder / "orvana.yaml")
    for words in (["diff", "--since", "2025-01-02"], ["statements"], ["export", "--format", "popolo"]):
        command, rest = words[0], [*words[1:], *(["--json"] if words[0] != "export" else [])]
        mine, theirs = (shell(command, place, *rest, code=0) for place in (file, shell.store))
        told, kept = json.loads(mine), json.loads(theirs)
        if command == "diff":  # what was stored when is the store's own
            told.pop("changes"), kept.pop("changes")
        assert told == kept
    assert "the file holds together" in shell("verify", file)
    assert "keeps no record" not in shell("score", file, code=1)
    for words in (["add", "x.txt"], ["correct", "r-1", "--confirm"], ["import", "x.csv"]):
        told_people = shell(words[0], file, *words[1:], code=2)
        assert "whipcount init desk.db --from" in told_people
    broken = shell.folder / "broken.yaml"
    broken.write_text(DOSSIER.replace("decision: invitation", "decision: marriage"))
    shell("verify", str(broken), code=1)
