"""What proofreaders have written into the PDF of a draft, and where in the project's files it belongs.

`reading` takes the marks out of a PDF, `words` the printed words under them; `placing` finds line, block and source of
each, and `passages` how the words read; `collecting` does so for files, `merging` makes one list of several readers'.
`since` tells what has become of the marked passages, `telling` and `lists` write all of it.
"""
