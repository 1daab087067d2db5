"""Tests of fetching tables, against an office on this machine."""
