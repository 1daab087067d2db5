"""Whether a finished PDF, ours or another's, is what its readers, the web and the archive need it to be.

A PDF is opened once (`opened`), each check of `rules` looks at it, the reference validator judges it by whole standards
(`reference`), and `validate` joins what they find. Needs the file alone, and no project.
"""
