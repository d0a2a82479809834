"""From a source span to who speaks, in which office, for whom."""
