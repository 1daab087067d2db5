"""Tests of joining two PDFs."""
