"""Tests of `brochure.proofreading.rules`."""
