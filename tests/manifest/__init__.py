"""Tests of what a PDF says of itself."""
