"""Decisions in several stages, one after the other."""
