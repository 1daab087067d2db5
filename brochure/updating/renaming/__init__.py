"""A name changed everywhere it is used."""
