"""What a statement says of a proposal: predicates, negation, modality, conditions."""
