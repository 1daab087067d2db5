"""Earlier states of an edition, to compare with: drafts that were kept, PDFs, revisions of the project in git.

`store` keeps the manifests of drafts; `revisions` takes a project's files out of git and `composing` makes a manifest
of them; `resolving` finds what a person means by "3", "nb-3", "draft.pdf" or "HEAD~2". `seen` says where a
reader sees each number, claim and figure.
"""
