"""Tests of `brochure.text`."""
