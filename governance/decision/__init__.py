"""A decision, which outlives the meeting that made it."""
