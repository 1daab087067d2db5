"""The manifest of an edition that has been laid out: its numbers, texts and sources, and where they stand."""
