"""Minutes: the document, its phrase book and its renderings."""
