"""The sample edition rolled over to its next year, with made-up tables of that year: how much an editor has to do.

Run by hand as `python -m tests.rolled_over`, which prints what moved and the list of work.
"""
