"""Models trained for measuring only: nothing here ships, and no weights made here leave the machine."""
