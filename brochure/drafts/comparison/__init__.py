"""What differs between two states of an edition, as their manifests tell it, and why.

`model` is the shape of the answer and `comparing` gives it; `words`, `blocks`, `numbers`, `claims` and `exhibits` each
compare one kind of thing. `passages` gathers what differs in the text by section and
sentence, and `telling` says all of it in lines of text.
"""
