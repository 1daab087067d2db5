"""What every step stands on: files with places, the edition as written, languages, words, theme, typefaces, output."""
