"""A decision followed over time, and the store that keeps it."""
