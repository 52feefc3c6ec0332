"""A demonstration record: two groups, and some evenings in them."""
