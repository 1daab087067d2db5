"""Tests of the drafts that are kept."""
