"""One HTML document from everything an edition says and shows; what it looks like is the templates' to say."""
