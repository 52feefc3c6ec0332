"""A meeting, from its notice to its close."""
