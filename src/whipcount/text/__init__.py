"""Words before anybody has read them: spans, sentences, periods and dates in words, names of persons, safe text."""
