"""Figures: from a description and a statistic to an SVG whose text is text.

`chart` is what a figure shows, as plain values; `extract` gets it from a statistic and `limits` refuses what its kind
cannot show; one module per kind draws it; `alt_text` says it in words; `rendering` sees to it that nothing is drawn
twice.
"""
