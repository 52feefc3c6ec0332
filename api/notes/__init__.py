"""A secretary's paper notes as typed into a page: kept as typed, read generously, turned into acts."""
