"""What bargaining would give: a wing on bodies and rules only."""
