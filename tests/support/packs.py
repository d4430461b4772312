"""The shipped packs, from the cache of checked rulesets and once for all tests of a process."""

from functools import cache

from engine import packs
from engine.language.checked import Ruleset
from engine.verification.verify import PackResult, verify


def shipped_pack(name: str = "foi_annual_report") -> Ruleset:
    """A pack of this project by its name."""
    return _loaded(name)


def shipped_packs() -> list[Ruleset]:
    return [shipped_pack(name) for name in packs.shipped()]


def verified(name: str = "foi_annual_report") -> PackResult:
    """What came of the examples of a pack; all of them are run, which takes some seconds."""
    return _verified(name)


@cache
def _loaded(name: str) -> Ruleset:
    found = packs.load(name, packs.cache_folder()).ruleset
    assert found is not None
    return found


@cache
def _verified(name: str) -> PackResult:
    return verify(shipped_pack(name))
