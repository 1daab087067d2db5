"""The numbers of an edition for people with a spreadsheet: one workbook, and a CSV for each figure and table.

`sheets` says what stands in them as plain values; `workbook` and `plain` write those.
"""
