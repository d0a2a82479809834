"""Foreign bytes, mutated: whatever a reader is given, it answers with a reading or with one error of the project's."""
