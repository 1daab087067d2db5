"""Tests of the edition that is made for next year."""
