"""What proofreaders have written into the PDF of a draft, and where in the project's files it belongs.

`reading` takes the marks out of a PDF, `exchanged` out of files with comments alone, `painted` out of flattened copies;
`words` has the printed words under them. `placing` finds line, block and source of each, `strokes` what a line drawn by
hand means, and `passages` how the words read; `collecting` does so for files, with `originals` for copies that do not
say which draft they are of, `merging` makes one list of several readers'. `since` tells what has become of the marked
passages, `rounds` what is new in a list; `printing` and `exporting` write all of it. `applying` carries comments into
the project's files: `edits` says what each asks for, `typed` where those words are typed now.
"""
