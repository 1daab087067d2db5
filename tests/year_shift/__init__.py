"""The sample edition with all its data one year later: what its words then still say, and whether `check` tells it.

Run by hand as `python -m tests.year_shift`, which prints what became of every statement by its kind.
"""
