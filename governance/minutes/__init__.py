"""The life of a meeting's minutes."""
