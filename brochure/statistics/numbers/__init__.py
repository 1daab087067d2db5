"""Named numbers: taken or computed from observations, and printed by the rules of each language.

Knows statistics, and nothing of Markdown, figures or pages.
"""
