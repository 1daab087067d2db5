"""Tests of the editor's list."""
