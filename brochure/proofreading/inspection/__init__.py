"""Looks at laid-out pages and tells what a reader would stumble over; must not know how pages are made."""
