"""Bytes in, a Document out: one reader for each format, found by listing the folder ``formats``."""

from engine.documents.reading import read, recognises

__all__ = ["read", "recognises"]
