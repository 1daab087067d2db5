"""The picture files of an edition: which of them can be printed, and what is made of them before they are."""
