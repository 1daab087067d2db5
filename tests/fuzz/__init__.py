"""Damages projects, manifests and PDFs by chance and sees that the command answers in words.

`python -m tests.fuzz --help` says how it is used. A case is a kind and a seed; both together repeat it.
"""
