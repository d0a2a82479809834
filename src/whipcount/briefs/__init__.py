"""What a brief says, its charts, its faces."""
