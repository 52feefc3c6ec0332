"""Pages by which an organisation and its groups are founded, one thing a page."""
