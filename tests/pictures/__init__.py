"""Small pictures of figures and pages, compared with pictures that a person has looked at and accepted."""
