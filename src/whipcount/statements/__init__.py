"""Who said what: the reader."""
