"""Tests of what differs between two states of an edition."""
