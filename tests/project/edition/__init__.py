"""Tests of `brochure.edition`."""
