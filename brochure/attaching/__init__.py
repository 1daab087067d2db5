"""Propositions: an annex joined with its host, and any finished PDF held against what its readers need.

`joining` makes one tagged PDF of two and knows nothing of brochures; `validation` reads PDFs of any origin.
"""
