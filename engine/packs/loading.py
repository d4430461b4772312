"""From a reference (a shipped pack, a folder, a file) to a checked ruleset, by way of the cache where there is one."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from engine.language import messages
from engine.language.checked import Ruleset
from engine.language.diagnostics import normal
from engine.language.nearest import nearest
from engine.model.diagnostic import Diagnostic, Level, Span
from engine.model.struct import Struct, field, replace
from engine.packs import cache
from engine.packs.find import Found, find, shipped
from engine.packs.text import UnreadableError, read_text

# Only to know the cache key without parsing; where this and the parser disagree, nothing is cached.
_FORM_OF = re.compile(r"(?:沿用表单|form_of)\s+(\w+)")
_BASE = re.compile(r'(?:基准|base)\s*["“]([^"”\n]+)["”]')


class Loaded(Struct, frozen=True):
    """A pack after loading: its ruleset (``None`` when something is wrong), what is wrong, and the texts read."""

    ruleset: Ruleset | None
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]


class _Material(Struct):
    """All texts that a ruleset is made from: its own, those of the pack whose form it takes, and base reports."""

    own: dict[str, str] = field(default_factory=dict)
    form: dict[str, dict[str, str]] = field(default_factory=dict)  # by reference
    bases: dict[tuple[str | None, str], str] = field(default_factory=dict)  # by reference (None: own) and name
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def everything(self) -> dict[str, str]:
        texts = {f"own:{name}": text for name, text in self.own.items()}
        texts |= {f"form:{pack}:{name}": text for pack, files in self.form.items() for name, text in files.items()}
        return texts | {f"base:{pack}:{name}": text for (pack, name), text in self.bases.items()}


def load(reference: str, cache_dir: Path | None = None) -> Loaded:
    """Loads a pack: the name of a shipped one, a folder, or a single ``.rules`` file.

    With ``cache_dir`` a ruleset without any diagnostics is kept there and taken from there. Never raises for what
    is in the files or missing: that comes back as diagnostics.
    """
    found = find(reference)
    if found is None:
        return Loaded(None, (no_pack(reference, Span(reference, 1, 1, 1, 1)),), {})
    if not found.files:
        return Loaded(None, (messages.EMPTY_PACK.at(Span(reference, 1, 1, 1, 1), name=reference),), {})
    material = _gather(found)
    sources = {**material.own, **{name: text for files in material.form.values() for name, text in files.items()}}
    if material.diagnostics:
        return Loaded(None, tuple(material.diagnostics), sources)
    key = cache.key(material.everything()) if cache_dir is not None else None
    if cache_dir is not None and key is not None and (kept := cache.fetch(cache_dir, key)) is not None:
        return Loaded(kept, (), sources)
    ruleset, diagnostics, foreseen = _compile(material, found.folder)
    if cache_dir is not None and key is not None and ruleset is not None and foreseen and not diagnostics:
        cache.store(cache_dir, key, ruleset)
    return Loaded(ruleset, diagnostics, sources)


def _gather(found: Found) -> _Material:
    """Reads a pack's files and whatever they seem to refer to."""
    material = _Material()
    material.own = _read(found, material.diagnostics)
    for name in _mentioned(_BASE, material.own):
        _keep_base(material, None, found.folder, name)
    for pack in _mentioned(_FORM_OF, material.own):
        other = find(pack, found.folder)
        if other is None:
            continue
        material.form[pack] = _read(other, material.diagnostics)
        for name in _mentioned(_BASE, material.form[pack]):
            _keep_base(material, pack, other.folder, name)
    return material


def _read(found: Found, diagnostics: list[Diagnostic]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, path in found.files.items():
        try:
            texts[name] = normal(read_text(path))
        except UnreadableError as error:
            diagnostics.append(messages.UNREADABLE.at(Span(name, 1, 1, 1, 1), name=path.name, problem=error.reason))
    return texts


def _mentioned(pattern: re.Pattern[str], files: Mapping[str, str]) -> Iterator[str]:
    return iter(dict.fromkeys(name for text in files.values() for name in pattern.findall(text)))


def _keep_base(material: _Material, pack: str | None, folder: Path, name: str) -> None:
    """A base report that cannot be read is left out here and reported where the header names it."""
    try:
        material.bases[pack, name] = normal(read_text(folder / name))
    except (UnreadableError, ValueError):
        return


def _compile(material: _Material, folder: Path) -> tuple[Ruleset | None, tuple[Diagnostic, ...], bool]:
    """The ruleset, what is wrong, and whether all that it depends on had been foreseen (and is in the cache key)."""
    from engine.language.compile import compile_files, digest, outline

    header = outline(material.own)
    diagnostics: list[Diagnostic] = []
    form, base, foreseen = None, None, True
    files = dict(material.own)
    if header.form_of is not None:
        pack = header.form_of.text
        foreseen = pack in material.form
        other = _form_of(material, pack, folder, header.form_of.span, diagnostics)
        if other is None:
            found = compile_files(material.own)
            rest = tuple(d for d in found.diagnostics if d.code != messages.NO_FORM.code)
            return None, (*diagnostics, *rest), False
        form, base = other.form, other.base
        files |= material.form.get(pack, {})
    if header.base is not None:
        base = material.bases.get((None, header.base.value))
        if base is None:
            base = _late_base(folder / header.base.value, header.base.value, header.base.span, diagnostics)
            foreseen = False
    compiled = compile_files(material.own, form=form, base=base)
    ruleset = compiled.ruleset
    if ruleset is not None:
        plain = {name.rsplit("/", 1)[-1] if name in material.own else name: text for name, text in files.items()}
        ruleset = replace(ruleset, identity=replace(ruleset.identity, sha256=digest(plain)))
    everything = (*diagnostics, *compiled.diagnostics)
    broken = any(diagnostic.level is Level.ERROR for diagnostic in everything)
    return (None if broken else ruleset), everything, foreseen


def _form_of(material: _Material, pack: str, folder: Path, span: Span, diagnostics: list[Diagnostic]) -> Ruleset | None:
    """The ruleset whose form is taken; it must be whole, and declare its form itself."""
    from engine.language.compile import compile_files, outline

    other = find(pack, folder)
    if other is None or not other.files:
        diagnostics.append(no_pack(pack, span))
        return None
    files = material.form.get(pack) or _read(other, diagnostics)
    header = outline(files)
    if header.form_of is not None:
        diagnostics.append(messages.FORM_OF_FORM.at(span, name=pack))
        return None
    base = material.bases.get((pack, header.base.value)) if header.base is not None else None
    compiled = compile_files(files, base=base)
    diagnostics.extend(compiled.diagnostics)
    return compiled.ruleset


def _late_base(path: Path, name: str, span: Span, diagnostics: list[Diagnostic]) -> str | None:
    try:
        return normal(read_text(path))
    except UnreadableError as error:
        diagnostics.append(messages.UNREADABLE.at(span, name=name, problem=error.reason))
    except ValueError:  # a name that no file can have
        reason = ("不是文件名", "it is no name of a file")
        diagnostics.append(messages.UNREADABLE.at(span, name=name, problem=reason))
    return None


def no_pack(name: str, span: Span) -> Diagnostic:
    """The complaint about a reference to a pack that is not there."""
    packs = shipped()
    listed = "、".join(packs) or "（无）", ", ".join(packs) or "(none)"
    return messages.NO_PACK.at(span, name=name, guess=messages.guess(nearest(name, packs)), known=listed)
