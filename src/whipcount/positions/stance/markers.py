"""Words around predicates: the acts that are decided on, who asks for them, wishes, hedges, negations."""

from __future__ import annotations

import re

ACTIONS = (
    r"admit(?:ted|ting|s)?|invit(?:e|ed|ing|es)|adopt(?:ed|ing|s|ion)?|ratif(?:y|ied|ying|ies"
    r"|ication)|approv(?:e|ed|ing|es|al)"
    r"|pass(?:ed|ing|es)?|sign(?:ed|ing|s)?|impos(?:e|ed|ing|es)|issu(?:e|ed|ing|es)|extend(?:ed|ing"
    r"|s)?|sent|send(?:ing|s)?"
    r"|join(?:ed|ing|s)?|let(?:ting)?|appoint(?:ed|ing|s)?|in\s+(?:place|force)|complet(?:e|ed|ing"
    r"|es)|submit(?:s|ted|ting)?"
    r"|invitation|admission|accession|adoption|membership|open(?:ed|ing|s)?\s+the\s+door"
)
ACTION = re.compile(rf"(?<![\w-])(?:{ACTIONS})(?![\w-])", re.IGNORECASE)
DIRECTIVE = re.compile(
    r"(?<!\w)(?:should|must|ought\s+to|needs?\s+to|has\s+to|have\s+to|shall|will|urg(?:e|es|ed|ing)"
    r"|call(?:s|ed|ing)?\s+(?:on|for)"
    r"|the\s+calls\s+for|ask(?:s|ed|ing)?|want(?:s|ed)?|demand(?:s|ed|ing)?|plead(?:s|ed|ing)?"
    r"|appeal(?:s|ed|ing)?(?:\s+to)?"
    r"|promis(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|vow(?:s|ed)?|commit(?:s|ted)?\s+to|prepared|ready"
    r"|willing|intends?|determined"
    r"|recommend(?:s|ed)?|request(?:s|ed)?|propos(?:e|es|ed)|keen|eager|expects?|push(?:es|ed"
    r"|ing)?\s+for|decided|keep\s+it"
    r"|press(?:es|ed|ing)?\s+for|the\s+time\s+to|plans?\s+to|(?:is|are)\s+(?:set|about|due|going|poised)\s+to"
    r"|mean(?:s|t)?\s+to|aims?\s+to)(?!\w)",
    re.IGNORECASE,
)
COMPLETED = re.compile(
    r"(?<![\w-])(?:ratified|approved|adopted|signed|passed|endorsed|submitted|deposited"
    r"|completed\s+(?:its\s+)?ratification)(?![\w-])",
    re.IGNORECASE,
)
WISH = re.compile(
    r"(?<!\w)(?:want(?:s|ed)?|wish(?:es|ed)?|like|love|hop(?:e|es|ed|ing))\s+to\s+see(?!\w)", re.IGNORECASE
)
"""Before what is proposed: a wish for it."""
HEDGE = re.compile(
    r"(?<!\w)(?:(?P<less>unlikely|improbable)\s+to"
    r"|might|may|likely\s+to|inclined\s+to|tempted\s+to|minded\s+to|perhaps|consider(?:s|ed|ing)?"
    r"|(?:see|imagine)\s+(?:a\s+)?(?:path|way|himself|herself)(?:\s+to)?)\s+(?:\w+\s+){0,2}?\Z",
    re.IGNORECASE,
)
"""Before a predicate: it is likely, or unlikely, and not settled."""
NEGATOR = re.compile(
    r"(?<!\w)(?:not|never|instead\s+of|rather\s+than|no(?!\s+doubt)|nobody|none|nothing|cannot|neither|nor|without"
    r"|unwilling\s+to|unable\s+to|fail(?:s|ed)?\s+to"
    r"|declin(?:e|es|ed)\s+to|refus(?:e|es|ed|ing|al)\s+to|impossible\s+to|far\s+from|hardly|little"
    r"|stop(?:s|ped)?\s+short\s+of"
    r"|hard\s+to\s+see\s+how\s+anyone\s+could|irresponsible|wrong\s+to|could\s+only)(?!\w)|(?<=\w)n['’]t(?!\w)",
    re.IGNORECASE,
)
BODY_CLAIM = re.compile(
    r"(?<!\w)(?:no|not|without|lack\s+of|a|any|reach)\s+(?:\w+\s+){0,2}?(?:consensus|unanimity"
    r"|agreement|majority)(?!\w)"
    r"|(?:allies|members|partners|capitals|states)\s+(?:have|had|are|were)(?:\s+not|n['’]t)\s+(?:yet\s+)?agreed",
    re.IGNORECASE,
)
