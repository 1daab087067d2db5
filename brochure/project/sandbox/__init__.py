"""What templates, style sheets and authors' expressions are given, and the sandbox in which they run.

A layout and a text are data that may come from anyone: they are handed plain values alone, and may use only the names
that are declared here.
"""
