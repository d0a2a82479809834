"""How likely, and by when."""
