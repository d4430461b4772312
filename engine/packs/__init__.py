"""Packs: a folder under ``rules/``, a folder of one's own, or one rules file, loaded as a checked ruleset."""

from engine.packs.cache import cache_folder
from engine.packs.find import SUFFIX, shipped
from engine.packs.loading import Loaded, load, spellings

__all__ = ["SUFFIX", "Loaded", "cache_folder", "load", "shipped", "spellings"]
