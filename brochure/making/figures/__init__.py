"""Figures: from a description and a statistic to an SVG whose text is text.

`chart` is what a figure shows, as plain values; `extract` gets it from a statistic and `limits` refuses what its kind
cannot show; one module per kind draws it on the axes of a `canvas`; `styling` gives each series its colour, line and
mark; `alt_text` says the figure in words. `boxes` tells what collides on the canvas; `rendering` sees to it that
nothing is drawn twice.
"""
