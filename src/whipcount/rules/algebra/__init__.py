"""The algebra of rules: votes, expressions, their text, and rules bound to members."""
