"""Contrast of colours as the accessibility guidelines measure it (WCAG 2.1, relative luminance)."""

READABLE = 4.5
"""The least contrast of text of ordinary size (WCAG 2.1, 1.4.3)."""
APART = 3.0
"""The least contrast of marks with the paper, and of colours that stand side by side (WCAG 2.1, 1.4.11)."""

APART_IN_GREY = 1.5
"""The least contrast of any two colours of one figure, so that a copy in grey keeps them apart."""


def contrast(first: str, second: str) -> float:
    """Contrast of two colours "#RRGGBB" by WCAG 2.1, from 1 to 21."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB" by WCAG 2.1, from 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
