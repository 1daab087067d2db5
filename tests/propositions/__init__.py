"""Propositions as other programs write them, for our annex to be joined to, and tests of the reader of such files."""
