"""File formats: one module a format, and the registry that picks the one for a file."""
