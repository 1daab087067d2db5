"""Tests of what is told about laid-out pages."""
