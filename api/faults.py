"""What a verb of the command line stops with, in one line."""

from __future__ import annotations


class Fault(Exception):
    """Something a person can mend: one line says what."""


class Misuse(Exception):
    """A verb asked for in a way it does not have: one line says how it is asked for."""
