"""An edition as its author wrote it: settings, parts, and descriptions of figures and tables.

Reads and checks shape only; whether names meet a statistic is for the later steps to say.
"""
