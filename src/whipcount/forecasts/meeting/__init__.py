"""Will it be decided at this meeting: the agenda, the shared mood, the members."""
