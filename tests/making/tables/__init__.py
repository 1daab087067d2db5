"""Tests of `brochure.tables`."""
