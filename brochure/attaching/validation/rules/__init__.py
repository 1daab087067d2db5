"""The checks of a PDF, a module for each thing that a reader needs."""
