"""Signing in: links by mail, codes on paper, sessions, private links to read, and the mail that brings them."""
