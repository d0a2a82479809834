"""Who decides: bodies, members, countries, offices."""
