"""The program that makes the yearly brochure «Mål for integrering».

The packages import downwards only, in this order; `tests/test_layers.py` holds them to it::

    command       what a person types; the only place that prints and exits
    updating      an edition to its next year: tables fetched, what newer ones change, the work list, renaming
    building      an edition to finished PDFs, whole or not at all, all languages at once; check and check --layout
    drafts        proof pages, kept states, what differs between two states, comments of readers
    attaching     two PDFs as one that has lost nothing; what readers would miss in any finished PDF
    proofreading  rules over words and over laid-out pages; excuses
    tracing       where a printed number comes from; whether a PDF is as it was made
    making        the yearly PDF: text, figures, tables, pages, writing, recording
    manifest      what a PDF says of itself
    statistics    official tables, periods, breaks, units, selections; named numbers
    pdf           reading any PDF, within limits
    project       files with their places, edition, languages, profiles, words, theme, typefaces, output
    findings      what a person should see, with its place

An edition flows through `making` as through a pipe: statistics to numbers to text, figures and tables, then pages, then
the PDF. `making.stages` joins the steps up to what can be known without drawing, which is all that `check` needs.
"""

__version__ = "0.1.0"
