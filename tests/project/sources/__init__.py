"""Tests of `brochure.sources`."""
