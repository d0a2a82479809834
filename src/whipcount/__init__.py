"""Who still has to agree? From reports and records to a whip count, a forecast and a brief.

The rooms, from the ground up (a room imports only from rooms below it):

``rules`` and ``reports`` -> ``bodies`` -> ``statements`` -> ``positions`` -> ``dossiers`` -> ``forecasts``
-> ``briefs`` -> ``web`` and ``cli``; ``bargaining`` is a wing of its own on ``bodies`` and ``rules``.
"""

__version__ = "0.1.0"
