"""The editor's list: what is left to do in an edition before it says what its data say."""
