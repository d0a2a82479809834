"""Words around predicates: the acts that are decided on, who asks for them, wishes, hedges, negations.

The words are data (``data/en/stance/markers.yaml``); each is compiled when it is first asked for.
"""

from __future__ import annotations

from whipcount.text.wordlists import Wordlist

MARKERS = Wordlist("stance/markers")
