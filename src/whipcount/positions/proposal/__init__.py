"""What is to be decided: the proposal, how reports tell of it, its occasion and the rule that applies."""
