"""Spreadsheets for people."""
