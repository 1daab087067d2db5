"""Tests of `brochure.making.placing`."""
