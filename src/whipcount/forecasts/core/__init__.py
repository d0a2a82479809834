"""What all forecasts share: decisions, the contract of rivals, rules on many ballots, scores."""
