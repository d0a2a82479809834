"""From evidence to the whip count: origins, withdrawals, the fold, the tally."""
