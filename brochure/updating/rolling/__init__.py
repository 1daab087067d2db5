"""Next year's edition, made from this year's."""
