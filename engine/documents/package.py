"""Files that are zip packages of parts (docx): parts by name, within limits, nothing written to disk."""

import io
import zipfile
from typing import Any

from engine.documents.limits import MAX_PART


class DamagedError(Exception):
    """A package or a part that cannot be read: why, in Chinese and in English."""

    def __init__(self, reason: str, english: str) -> None:
        super().__init__(english)
        self.reason = reason
        self.english = english


class Package:
    """The parts of a package. Raises ``DamagedError``."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DamagedError("文件已损坏，不能打开", f"the file is damaged: {error}") from error

    def part(self, name: str) -> bytes | None:
        """The content of a part; ``None`` when there is none of this name."""
        try:
            with self._archive.open(name) as file:
                content = file.read(MAX_PART + 1)
        except KeyError:
            return None
        except RuntimeError as error:  # (what zipfile raises for an encrypted part)
            raise DamagedError("文件有密码，不能打开", "the file is encrypted") from error
        except Exception as error:  # (zlib, lzma and zipfile each have errors of their own for a damaged part)
            raise DamagedError(f"文件已损坏，{name} 不能解压", f"the part {name} is damaged: {error}") from error
        if len(content) > MAX_PART:
            size = MAX_PART // 1_000_000
            raise DamagedError(f"{name} 解压后超过 {size} MB 的上限", f"{name} is larger than {size} MB when unpacked")
        return content

    def tree(self, name: str) -> Any:
        """The root element of an XML part; ``None`` when there is none. Entities stay, nothing is fetched."""
        from lxml import etree

        content = self.part(name)
        if content is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise DamagedError(f"文件已损坏，{name} 不能解析", f"the part {name} is damaged: {error.msg}") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise DamagedError(
                f"{name} 里有 DTD 声明，不是正常的文件", f"{name} has a DTD, which no office program writes"
            )
        return root


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
        element = next((one for one in element if local(one) == name), None) if element is not None else None
    return element
