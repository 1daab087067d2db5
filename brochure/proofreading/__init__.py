"""The proofreader's second pair of eyes: rules that read an edition's texts as they are printed.

Order of work: `reading` gathers what rules look at, each family of rules is a module of its own in `rules/`, `excuses`
takes out what an author has excused with a reason, `proofread` joins them. Words and patterns of a language are data
(`data/proofreading/<language>/`), read by `lexicon`. Changes nothing, draws nothing.

What families share: `text`, `sentences` and `passages` are what is read; `phrases` and `replacements` are lists of the
lexicon as patterns; `style` and `stretches` serve typography, `hunspell` and `speller` spelling, `own_words` mixing and
terms, `over_time`, `told_times`, `direction_words` and `against` numbers.
"""
