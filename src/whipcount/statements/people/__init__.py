"""Persons, offices and organisations of one report."""
