"""Tests of the report on what differs."""
