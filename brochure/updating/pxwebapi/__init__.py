"""Tables from services that speak PxWebApi 2; the only code that opens the network.

Knows the interface (queries, limits, errors, JSON-stat answers), and nothing of projects, editions or files.
"""
