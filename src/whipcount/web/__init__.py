"""The dashboard: every state is a URL."""
