"""The chance that a rule of any kind is met within a horizon, learned from hundreds of consent processes."""
