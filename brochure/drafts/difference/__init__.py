"""A report on what differs between two states of an edition: one HTML file, with the pages of two PDFs side by side.

`pairing` finds which page is which, `marking` where on the pages something differs, `pictures` draws the pages, and
`report` puts the lists and pages into a template of `layouts/`. None of them knows how differences are found.
"""
