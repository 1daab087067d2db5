"""Tests of where numbers come from, and of whether a PDF is as it was made."""
