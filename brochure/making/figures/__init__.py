"""Figures: from a description and a statistic to an SVG whose text is text.

`chart` is what a figure shows, as plain values; `extract` gets it from a statistic and `limits` refuses what its kind
cannot show; one module per kind draws it; `styling` gives each series its colour, line and mark; `alt_text` says the
figure in words. `canvas` draws, and `boxes` tells what collides on it; `rendering` sees to it that nothing is drawn
twice.
"""
