"""The domain and the record: what happened in the room, and how it is kept."""
