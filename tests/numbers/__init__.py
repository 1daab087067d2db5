"""Tests of `brochure.numbers`."""
