"""Tests of the sandbox: what templates and expressions reach, and what they cannot."""
