"""When votes carry, and who has the power."""
