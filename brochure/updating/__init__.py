"""An edition brought to its next year: tables fetched from statistics offices, and what newer ones change.

`rolling` makes the edition of next year, `work` lists what is then left to do, `renaming` gives names another.
"""
