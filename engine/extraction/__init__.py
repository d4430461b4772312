"""A Document and a Form in, Facts out: every value with its place, its status and, where not certain, the reason."""

from engine.extraction.extract import extract, recognises

__all__ = ["extract", "recognises"]
