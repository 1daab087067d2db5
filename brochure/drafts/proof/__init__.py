"""A draft for proofreaders: the finished pages on wider paper, with what a reader of drafts needs around them.

`marking` writes changes into the text before it is set, `noticing` a line where something has gone or moved; `keeping`
sees to it that pages keep their numbers. `overlay` says what stands over and beside each laid-out page, `drawings` what
has changed in figures, `lists` what the lists at the end hold; `making` joins them, and `drafting` makes the whole.
"""
