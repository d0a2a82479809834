"""Dossiers in the file formats of other tools, and the archive."""
