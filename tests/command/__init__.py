"""Tests of `brochure.command`."""
