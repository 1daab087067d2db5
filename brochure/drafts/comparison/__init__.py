"""What differs between two states of an edition, as their manifests tell it, and why.

`model` is the shape of the answer and `comparing` gives it; `words`, `blocks`, `numbers`, `claims` and `exhibits` each
compare one kind of thing, and `pairing` finds which is which. `notices` puts together what has gone or moved. `entries`
makes one list of all that differs, for people: `printing` prints it as lines of text, and as JSON, `listing` puts it
into the words of a language for the report in HTML and the list in a draft.
"""
