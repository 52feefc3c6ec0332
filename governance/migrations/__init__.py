"""The database, step by step: SQL files applied in the order of their names."""
