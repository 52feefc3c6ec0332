"""The rules of meetings: one family of clauses in one file, pure."""
