"""Reading any finished PDF, sound, damaged or made to do harm: opening it within limits, and what stands at its keys.

`limits` says how much is read of a file at the most, `opening` opens one, `streams` unpacks what is in it, `objects` is
the typed way to its values, `walking` goes through its trees without circles, and `apart` reads in a process of its
own. `letters` are what is printed on a page. Knows nothing of brochures.
"""
