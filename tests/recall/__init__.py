"""How many planted faults of each family proofreading finds, and what it tells of right sentences.

Run by hand as `python -m tests.recall`, which prints the table; a family is a file of `cases/`.
"""
