"""Tests of `brochure.proofreading`."""
