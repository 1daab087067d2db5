"""From the HTML document to one PDF that is PDF/A-3a and PDF/UA-1 at once."""
