"""Forecasts of past decisions from days of the past, scored, beside the baselines."""
