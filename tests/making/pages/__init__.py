"""Tests of `brochure.pages`."""
