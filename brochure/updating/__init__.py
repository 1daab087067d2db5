"""An edition brought to its next year: tables fetched from statistics offices, and what newer ones change."""
