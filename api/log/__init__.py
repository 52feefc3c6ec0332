"""The ways to the transparency log: addresses and verbs."""
