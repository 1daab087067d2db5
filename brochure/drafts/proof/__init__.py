"""A draft for proofreaders: the finished pages on wider paper, with what a reader of drafts needs around them.

`marking` writes changes into the text before it is set; `overlay` says what stands over and beside each laid-out page;
`lists` says what the lists at the end hold; `making` joins them.
"""
