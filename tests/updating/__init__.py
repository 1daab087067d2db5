"""Tests of bringing an edition to its next year."""
