"""Tables of past votes: their formats, the members in them, and the file in which they are kept."""
