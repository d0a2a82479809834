"""A network that reads whole reports: texts whose names are marks in, where each mark is left out."""
