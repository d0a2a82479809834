"""Documents as published: text, title, publisher, time, language; dates in words."""
