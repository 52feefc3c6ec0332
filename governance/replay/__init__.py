"""A record's outcomes worked out again from its own events."""
