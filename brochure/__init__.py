"""The program that makes the yearly brochure «Mål for integrering».

The packages stand in the order in which an edition flows through them::

    sources     files of the project, read with their line numbers
    edition     settings, parts, descriptions of figures and tables
    statistics  official tables as one table type
    numbers     named values and their printed forms
    text        Markdown with bound numbers and claims
    figures     charts, drawn from statistics
    tables      printed tables, from statistics
    pages       all of it in one HTML document
    manifest    what the finished file says of itself
    pdf         the finished file
    proof       a draft of it, for proofreaders
    inspection  laid-out pages, and what a reader would stumble over
    command     what a person types

Beside the flow stand those who read what it has made, or what an author has written::

    proofreading  rules over the texts of an edition, and excuses
    comparison    what differs between two manifests
    difference    how that is told
    drafts        earlier states of an edition
    tracing       where a printed number comes from; whether a PDF is as it was made
    comments      what readers have marked in a draft
    validation    what readers and validators would miss in a finished PDF
    joining       two tagged PDFs as one: the annex and its host

`findings` tells authors what is wrong and where. `stages` joins the steps up to what can be known without drawing,
which is all that `check` needs; `making` goes on to the PDF; `build` decides whether that must be done, and saves it.
`several` does so for all languages of an edition at once, in `processes` of their own; `merging` makes one list of what
they find. `contact_sheet` shows the finished pages on one sheet.
`layout_check` goes as far as the laid-out pages, for `check --layout`. `reporting` tells findings to other programs.
"""

__version__ = "0.1.0"
