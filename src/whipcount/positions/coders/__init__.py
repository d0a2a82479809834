"""Coders: what reads the stance of a statement, each behind one contract, and evidence made of readings."""
