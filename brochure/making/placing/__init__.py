"""Where figures, tables and the pieces of the text go on the pages of a section, so that no page is left half empty."""
