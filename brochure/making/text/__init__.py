"""An author's text: Markdown with bound numbers, claims, figures and tables.

Order of work: `template` finds unknown names before anything runs, `author` supplies the formats and functions,
`digits` looks for numbers without a source, `markdown` makes HTML, `rendering` joins them for a whole edition.
"""
