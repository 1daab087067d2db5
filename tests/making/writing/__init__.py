"""Tests of `brochure.pdf`."""
