"""To import this is to load what draws, apart from the user's settings: for a process that others are forked from."""

from importlib import import_module

from brochure.project.surroundings import load_matplotlib

load_matplotlib()
import_module("brochure.making.figures.lines")
