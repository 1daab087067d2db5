"""Figures: from a description and a statistic to an SVG whose text is text.

`chart` is what a figure shows, as plain values; `extract` gets it from a statistic; one module per kind draws it;
`alt_text` says it in words; `cache` and `drawing` see to it that nothing is drawn twice.
"""
