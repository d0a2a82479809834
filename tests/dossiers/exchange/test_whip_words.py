from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whipcount.dossiers.exchange.whip_words import told_stance


@given(st.text(max_size=40))
def test_a_word_is_one_stance_or_none(text: str) -> None:
    told = told_stance(text)
    assert not (told.nothing and told.stance)
    assert not (told.guess and told.stance)
