"""The organisation that keeps the record, and the people it knows."""
