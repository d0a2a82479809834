"""Words as fields may bring them: blanks of every kind, controls, half characters, what is not seen, signs, letters."""

from __future__ import annotations

from hypothesis import strategies as st

ODD = (
    " \t\n\r\x00\x01\x07\x08\x0b\x0c\x1b\x1c\x1f\x7f\x80\x85\x9b\xa0\xad\u034f\u061c\u115f\u1680\u180e\u2000\u200a"
    "\u200b\u200d\u2028\u2029\u202e\u202f\u205f\u2060\u2066\u3000\u3164\ufe0f\ufeff\ufffc\ufffe\uffff\ud800\udc00\udfff"
    "\U000e0001\U0010ffff"
)
words = st.one_of(
    st.text(st.sampled_from(ODD), max_size=6),
    st.text(st.sampled_from(ODD + "aé日😀=+-@'\"<>&|;,#[]{}\\/%$~`*_0²"), max_size=12),
    st.text(st.characters(), max_size=8),  # surrogates included
    st.sampled_from(
        ["", " ", "\x00", "\ud800", "\u2028", "\u200b", "a\ud800", "<b>", "{{7*7}}", "=1+1", "\x1b]0;x\x07"]
    ),
)
"""A field as somebody, an import or a report may set it."""
