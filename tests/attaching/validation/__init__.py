"""Tests of validating finished PDFs."""
