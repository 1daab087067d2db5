"""Joins an annex with each PDF of a folder, such as the test files of other programs: `python -m tests.corpus`."""
