"""Grammar, by what an analyser says of each word: what may be wrong in a sentence. Knows no findings.

`sentence`: its words with all that they may be, and the lists of the language; `forms`: whether they agree; the other
modules each find one kind of fault, and say at first sight whether a sentence may have it.
"""
