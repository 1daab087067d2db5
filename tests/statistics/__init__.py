"""Tests of `brochure.statistics`."""
