"""The proofreader's second pair of eyes: rules that read an edition's texts as they are printed.

Order of work: `reading` gathers what rules look at, each family of rules is a module of its own in `rules/`, `excuses`
takes out what an author has excused with a reason, `proofread` joins them. Words and patterns of a language are data
(`data/proofreading/<language>/`), read by `lexicon`. Changes nothing, draws nothing.
"""
