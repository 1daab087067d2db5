"""Counting what the rules of proofreading say of real running text, by hand."""
