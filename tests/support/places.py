"""Where tests find what lies outside them."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
RULES = PROJECT / "rules"
CORPUS = PROJECT.parent / "shared" / "corpus"
JIUXIAN = CORPUS / "jiuxian-2023.md"
