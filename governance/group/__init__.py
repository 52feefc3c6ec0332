"""A group: its seats, offices, standing orders and class mapping."""
