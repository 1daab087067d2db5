"""Benchmarks: run by hand, compared within one run, never asserted as times."""
