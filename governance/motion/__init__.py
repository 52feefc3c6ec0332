"""Motions, amendments and votes: a part of the meeting's stream."""
