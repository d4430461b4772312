"""A Document and a Form in, Facts out: every value with its place, its status and, where not certain, the reason."""

from engine.extraction.choosing import choose_form, recognises
from engine.extraction.extract import as_on, extract, with_cells

__all__ = ["as_on", "choose_form", "extract", "recognises", "with_cells"]
