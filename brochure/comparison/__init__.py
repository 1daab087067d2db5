"""What differs between two states of an edition, as their manifests tell it, and why.

`model` is the shape of the answer and `comparing` gives it; `words`, `blocks`, `numbers`, `claims` and `exhibits` each
compare one kind of thing. `telling` says a difference in a sentence.
"""
