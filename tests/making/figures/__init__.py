"""Tests of `brochure.figures`."""
