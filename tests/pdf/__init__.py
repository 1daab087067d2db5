"""Tests of reading finished PDFs."""
