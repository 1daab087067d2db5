"""Pages as they are laid out, as plain values: elements, words, boxes, drawings. `reading` alone knows WeasyPrint."""
