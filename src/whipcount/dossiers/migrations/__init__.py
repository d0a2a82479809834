"""The history of the store's schema, one module a step."""
