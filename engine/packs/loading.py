"""From a reference (a shipped pack, a folder, a file) to a checked ruleset, by way of the cache where there is one."""

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from engine.language import messages
from engine.language.checked import Ruleset
from engine.language.diagnostics import normal
from engine.language.nearest import nearest
from engine.model.diagnostic import Diagnostic, Level, Span
from engine.model.struct import Struct, field, replace
from engine.packs import cache
from engine.packs.find import Found, find, shipped
from engine.packs.text import UnreadableError, read_text

if TYPE_CHECKING:
    from engine.language import tree

# Only to know the cache key without parsing; where this and the parser disagree, nothing is cached.
_PACKS = re.compile(r'(?:沿用表单|form_of|纳入|take_in)\s+(?:["“]([^"”\n]+)["”]|(\w+))')
_BASES = re.compile(r'(?:基准|base)\s*((?:["“][^"”\n]+["”]\s*[,，]?\s*)+)')
_SHARES = re.compile(r'(?:共用|shares)\s*((?:["“][^"”\n]+["”]\s*[,，]?\s*)+)')
_QUOTED = re.compile(r'["“]([^"”\n]+)["”]')


class Loaded(Struct, frozen=True):
    """A pack after loading: its ruleset (``None`` when something is wrong), what is wrong, and the texts read."""

    ruleset: Ruleset | None
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]

    @property
    def mistakes(self) -> tuple[Diagnostic, ...]:
        """Why there is no ruleset; warnings are left out."""
        return tuple(diagnostic for diagnostic in self.diagnostics if diagnostic.level is Level.ERROR)


class _Pack(Struct):
    """All texts that a ruleset is made from: its own, those of the packs it refers to, shared ones and base reports.

    Shared files and base reports are kept by the name that the header gives them.
    """

    found: Found
    own: dict[str, str] = field(default_factory=dict)
    others: "dict[str, _Pack]" = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def everything(self, prefix: str = "") -> dict[str, str]:
        texts = {f"{prefix}own:{name}": text for name, text in self.own.items()}
        texts |= {f"{prefix}base:{name}": text for name, text in self.bases.items()}
        texts |= {f"{prefix}shared:{name}": text for name, text in self.shared.items()}
        for name, pack in self.others.items():
            texts |= pack.everything(f"{prefix}{name}:")
        return texts

    def sources(self) -> dict[str, str]:
        """The rules files, by the names that diagnostics show."""
        texts = self.own | {self.shown(name): text for name, text in self.shared.items()}
        for pack in self.others.values():
            texts |= pack.sources()
        return texts

    def shown(self, name: str) -> str:
        """What diagnostics call a shared file: its path, as that of the pack's own files is given."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(next(iter(self.own), "")), name))

    def problems(self) -> list[Diagnostic]:
        return [*self.diagnostics, *(one for pack in self.others.values() for one in pack.problems())]


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
    pack = _gather(found)
    sources = pack.sources()
    if problems := pack.problems():
        return Loaded(None, tuple(problems), sources)
    key = cache.key(pack.everything()) if cache_dir is not None else None
    if cache_dir is not None and key is not None and (kept := cache.fetch(cache_dir, key, Ruleset)) is not None:
        return Loaded(kept, (), sources)
    made = _Maker().make(pack, ())
    if cache_dir is not None and key is not None and made.is_lasting and made.ruleset is not None:
        cache.store(cache_dir, key, made.ruleset)
    return Loaded(made.ruleset, made.diagnostics, sources)


def spellings(reference: str) -> Mapping[Span, tuple[str, str]]:
    """Where the files of a pack have words with two spellings, Chinese and English: as far as they compile."""
    found = find(reference)
    return _Maker().make(_gather(found), ()).twins if found is not None else {}


def _gather(found: Found, path: tuple[Path, ...] = ()) -> _Pack:
    """Reads a pack's files and whatever they seem to refer to."""
    pack = _Pack(found)
    for name, file in found.files.items():
        try:
            pack.own[name] = normal(read_text(file))
        except UnreadableError as error:
            place = Span(name, 1, 1, 1, 1)
            pack.diagnostics.append(messages.UNREADABLE.at(place, name=file.name, problem=error.reason))
    for text in pack.own.values():
        for name in (name for quoted in _BASES.findall(text) for name in _QUOTED.findall(quoted)):
            _keep(pack, name, pack.bases)
        for name in (name for quoted in _SHARES.findall(text) for name in _QUOTED.findall(quoted)):
            _keep(pack, name, pack.shared)
        for reference in (quoted or name for quoted, name in _PACKS.findall(text)):
            other = find(reference, found.folder)
            if other is not None and other.files and other.path not in path:
                pack.others[reference] = _gather(other, (*path, found.path))
    return pack


def _keep(pack: _Pack, name: str, texts: dict[str, str]) -> None:
    """A file that cannot be read is left out here and reported where the header names it."""
    try:
        texts[name] = normal(read_text(pack.found.folder / name))
    except (UnreadableError, ValueError):
        return


class _Made(Struct, frozen=True):
    """What came of a pack; ``foreseen`` tells whether all that it depends on is among the texts that were gathered."""

    ruleset: Ruleset | None
    diagnostics: tuple[Diagnostic, ...]
    foreseen: bool = False
    twins: Mapping[Span, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_lasting(self) -> bool:
        """Whether it may be kept: nothing was to be said about it, and its key stands for all that it depends on."""
        return self.foreseen and not self.diagnostics


class _Maker(Struct):
    """Compiles a pack after the packs that it refers to, each of them once."""

    made: dict[Path, _Made] = field(default_factory=dict)

    def make(self, pack: _Pack, path: tuple[Path, ...]) -> _Made:
        from engine.language.compile import Around, compile_files, digest, outline

        header = outline(pack.own)
        diagnostics: list[Diagnostic] = []
        path = (*path, pack.found.path)
        foreseen = True
        others: dict[str, Ruleset] = {}
        for word in (*([header.form_of] if header.form_of is not None else []), *header.take_in):
            other = self._other(pack, word, path, diagnostics)
            foreseen = foreseen and word.text in pack.others and other is not None
            if other is not None:
                others[word.text] = other
        model = others.get(header.form_of.text) if header.form_of is not None else None
        if header.form_of is not None and model is not None and outline(pack.others[header.form_of.text].own).form_of:
            diagnostics.append(messages.FORM_OF_FORM.at(header.form_of.span, name=header.form_of.text))
            return _Made(None, tuple(diagnostics))
        taken = {word.text: others[word.text] for word in header.take_in if word.text in others}
        bases = _Named(pack, pack.bases, diagnostics)
        files = _Named(pack, pack.shared, diagnostics)
        shared = {text.value: found for text in header.shares if (found := files.text(text)) is not None}
        heir = model or next(iter(taken.values()), None)
        around = Around(
            form=model.form if model is not None else None,
            taken=taken,
            shared={shown: text for name, text in shared.items() if (shown := pack.shown(name)) not in pack.own},
            base=bases.text(header.base) if header.base is not None else heir.base if heir is not None else None,
            previous=bases.text(header.previous) or (heir.previous if heir is not None else None),
            subordinates=tuple(text for name in header.subordinates if (text := bases.text(name)) is not None)
            or (heir.subordinates if heir is not None else ()),
        )
        compiled = compile_files(pack.own, around=around)
        missing = (header.form_of is not None and model is None) or len(taken) < len(header.take_in)
        said = [d for d in compiled.diagnostics if not (missing and d.code == messages.NO_FORM.code)]
        everything = (*diagnostics, *said)
        ruleset = compiled.ruleset
        if ruleset is None or any(diagnostic.level is Level.ERROR for diagnostic in everything):
            return _Made(None, everything, twins=compiled.twins)
        plain = {name.rsplit("/", 1)[-1] if name in pack.own else name: text for name, text in pack.sources().items()}
        ruleset = replace(ruleset, identity=replace(ruleset.identity, sha256=digest(plain)))
        return _Made(ruleset, everything, foreseen and bases.foreseen and files.foreseen, compiled.twins)

    def _other(
        self, pack: _Pack, word: "tree.Word", path: tuple[Path, ...], diagnostics: list[Diagnostic]
    ) -> Ruleset | None:
        """A pack that is referred to; what is wrong with it is reported as well."""
        found = find(word.text, pack.found.folder)
        if found is None or not found.files:
            diagnostics.append(no_pack(word.text, word.span))
            return None
        if found.path in path:
            diagnostics.append(messages.CIRCULAR_PACKS.at(word.span, pack=word.text))
            return None
        if found.path not in self.made:
            self.made[found.path] = self.make(pack.others.get(word.text) or _gather(found, path), path)
            diagnostics.extend(d for d in self.made[found.path].diagnostics if d.level is Level.ERROR)
        return self.made[found.path].ruleset


class _Named(Struct):
    """Files that a header names; those that were not gathered are read now, and what fails is reported."""

    pack: _Pack
    gathered: dict[str, str]
    diagnostics: list[Diagnostic]
    foreseen: bool = True

    def text(self, name: "tree.Text | None") -> str | None:
        if name is None:
            return None
        if name.value in self.gathered:
            return self.gathered[name.value]
        self.foreseen = False
        try:
            return normal(read_text(self.pack.found.folder / name.value))
        except UnreadableError as error:
            self.diagnostics.append(messages.UNREADABLE.at(name.span, name=name.value, problem=error.reason))
        except ValueError:  # a name that no file can have
            reason = ("不是文件名", "it is no name of a file")
            self.diagnostics.append(messages.UNREADABLE.at(name.span, name=name.value, problem=reason))
        return None


def no_pack(name: str, span: Span) -> Diagnostic:
    packs = shipped()
    listed = "、".join(packs) or "（无）", ", ".join(packs) or "(none)"
    return messages.NO_PACK.at(span, name=name, guess=messages.guess(nearest(name, packs)), known=listed)
