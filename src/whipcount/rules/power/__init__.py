"""Voting power and chances: games, counts of coalitions, indices, probabilities."""
