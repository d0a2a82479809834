"""What every request passes: security, the gate, kept pages."""
