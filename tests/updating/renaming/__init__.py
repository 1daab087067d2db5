"""Tests of renaming."""
