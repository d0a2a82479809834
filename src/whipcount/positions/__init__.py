"""Proposals, stances, the fold and the tally."""
