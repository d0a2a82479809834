"""The view model of a brief: pure, frozen data."""
