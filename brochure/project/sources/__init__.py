"""Files of the project, read with their line numbers, so that every fault can name its place."""
