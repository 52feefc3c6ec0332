"""The ways in and out: they translate, and decide nothing."""
