"""Printed tables, built from statistics as rows and columns of text with their headers."""
