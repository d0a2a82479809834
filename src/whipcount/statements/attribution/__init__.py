"""Attributions: source, cue and content spans, before anybody knows who the speakers are."""
