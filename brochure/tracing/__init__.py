"""Where a printed number comes from, and whether a finished PDF still is what was made: told from the file alone.

Reads a PDF and its manifest; must not know of a project.
"""
