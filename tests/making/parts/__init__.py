"""The edition in parts."""
