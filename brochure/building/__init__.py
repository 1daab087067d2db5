"""An edition to finished PDFs, whole or not at all.

`making` makes one PDF; `build` decides whether that must be done, and saves it; `several` does so for all languages at
once. `check` finds every fault without drawing, `layout_check` goes as far as the laid-out pages, `merging` makes one
list of what the languages find.
"""
