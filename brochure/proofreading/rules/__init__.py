"""One module per family of rules; each ends in a tuple `RULES`."""
