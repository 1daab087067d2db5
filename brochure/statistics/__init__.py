"""Official tables: reading them in the forms they come in, checking them, and selecting cells.

Every reader ends in one type, `table.Statistic`. Knows nothing of editions, numbers in text or figures.
"""
