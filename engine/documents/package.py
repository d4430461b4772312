"""Office files that are zip packages of parts (docx, xlsx): parts by name or by relation, within limits."""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from engine.documents.kinds import directory
from engine.documents.limits import MAX_MARKUP, MAX_PACKAGE, MAX_PART, MAX_PARTS

_ENTRY = b"PK\x01\x02"
_DTD = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


class DamagedError(Exception):
    """A package or a part that cannot be read: why, in Chinese and in English."""

    def __init__(self, reason: str, english: str) -> None:
        super().__init__(english)
        self.reason = reason
        self.english = english


class Package:
    """The parts of a package, by names without regard to case. Raises ``DamagedError``."""

    def __init__(self, data: bytes) -> None:
        if directory(data).count(_ENTRY) > MAX_PARTS:
            raise DamagedError(f"压缩包里有 {MAX_PARTS} 个以上的文件，不像一份报告", f"more than {MAX_PARTS} parts")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except Exception as error:  # (zipfile has many errors for damage: struct.error, NotImplementedError, ...)
            raise DamagedError("文件已损坏，不能打开", f"the file is damaged: {_plain(error)}") from error
        self._left = MAX_PACKAGE
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._archive.infolist():
            name = _key(entry.filename)
            if name in self._entries:
                raise DamagedError("文件已损坏，有两个同名的部分", "the file is damaged: two parts have one name")
            self._entries[name] = entry

    def part(self, name: str) -> bytes | None:
        """The content of a part; ``None`` when there is none of this name."""
        entry = self._entries.get(_key(name))
        if entry is None:
            return None
        shown = _shown(name)
        most = min(MAX_PART, self._left)
        try:
            with self._archive.open(entry) as file:
                content = file.read(most + 1)
        except RuntimeError as error:  # (what zipfile raises for an encrypted part)
            raise DamagedError("文件有密码，不能打开", "the file is encrypted") from error
        except Exception as error:  # (zlib, lzma and zipfile each have errors of their own for a damaged part)
            english = f"the part {shown} is damaged: {_plain(error)}"
            raise DamagedError(f"文件已损坏，{shown} 不能解压", english) from error
        if len(content) > most:
            size = MAX_PART // 1_000_000
            raise DamagedError(f"{shown} 解压后超过 {size} MB 的上限", f"{shown} is larger than {size} MB unpacked")
        self._left -= len(content)
        return content

    def tree(self, name: str) -> Any:
        """The root element of an XML part; ``None`` when there is none. Entities stay, nothing is fetched."""
        from lxml import etree

        content = self.part(name)
        if content is None:
            return None
        shown = _shown(name)
        if any(mark in content for mark in _DTD):
            raise _dtd(shown)
        if content.count(b"<") + content.count(b"=") > MAX_MARKUP:
            raise DamagedError(f"{shown} 的内容太多，不像一份报告", f"{shown} has more markup than any report")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            english = f"the part {shown} is damaged: {_plain(error)}"
            raise DamagedError(f"文件已损坏，{shown} 不能解析", english) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise _dtd(shown)
        return root

    def main(self, otherwise: str) -> str:
        """The name of the part that the package is about."""
        return self.related("").get("officeDocument", otherwise)

    def related(self, name: str) -> Mapping[str, str]:
        """What the part ``name`` (the package, for "") refers to in the package: kind of relation -> name of a part."""
        return dict(self.relations(name).values())

    def relations(self, name: str) -> Mapping[str, tuple[str, str]]:
        """The same by the ids of the relations: id -> kind of relation and name of a part."""
        folder, own = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{own}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            kind = (relation.get("Type") or "").rpartition("/")[2]
            target = unquote(relation.get("Target") or "")
            found[relation.get("Id") or ""] = (kind, posixpath.normpath(posixpath.join("/", folder, target))[1:])
        return found


def local(element: Any) -> str:
    """The name of an element without its namespace (the strict and the transitional one differ)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its name without the namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def child(element: Any, *names: str) -> Any:
    """The first child along a path of names; ``None`` when there is none."""
    for name in names:
        element = next(element.iterchildren("{*}" + name), None) if element is not None else None
    return element


def value(element: Any) -> str | None:
    """The attribute ``val`` of an element; ``None`` when there is none, or no element."""
    return attribute(element, "val") if element is not None else None


def whole(text: str | None, otherwise: int = 0) -> int:
    """A small whole number as a file has it; ``otherwise`` for everything else."""
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) < 6 else otherwise


def is_on(element: Any) -> bool:
    """Whether a property is set: it is there and does not say that it is off."""
    return element is not None and (value(element) or "1").lower() not in ("0", "false", "off")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _shown(name: str) -> str:
    """The name of a part for a message: it is the file's, and may hold anything."""
    return "".join(char if char.isprintable() else "?" for char in name[:80])


def _plain(error: Exception) -> str:
    return _shown(str(error) or type(error).__name__)


def _dtd(shown: str) -> DamagedError:
    return DamagedError(f"{shown} 里有 DTD 声明，不是正常的文件", f"{shown} has a DTD, which no office program writes")
