"""An edition in parts that begin on pages of their own: each is set and written by itself, kept, and joined."""
