"""Checked rules and what was read by them as bytes, and back. Only our own types come back, whatever the bytes say."""

import io
import pickle
import zlib
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from engine.functions import builtin
from engine.model.citation import Binding
from engine.model.facts import Facts, Status
from engine.model.finding import Severity, Verdict
from engine.model.form import Form
from engine.model.function import Function

_FOREIGN = {("decimal", "Decimal"), ("datetime", "date"), ("fractions", "Fraction")}
_QUICK = 1


def packed(item: object) -> bytes:
    """The bytes of what is made of rules. Built-in functions are kept by name: their code belongs to the engine."""
    buffer = io.BytesIO()
    _Pickler(buffer, protocol=pickle.HIGHEST_PROTOCOL).dump(item)
    return buffer.getvalue()


def unpacked(data: bytes) -> Any:
    """What ``packed`` or ``dumped`` was given. Raises whatever ``pickle`` raises on other bytes."""
    return _Unpickler(io.BytesIO(data)).load()


def dumped(item: object) -> bytes:
    """The bytes of what is neither a rule nor a form, quickly made."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _BY_VALUE
    pickler.dump(item)
    return buffer.getvalue()


def compressed(item: object) -> bytes:
    """The same, small."""
    return zlib.compress(dumped(item), _QUICK)


def decompressed(data: bytes) -> Any:
    """What ``compressed`` was given. Raises whatever ``zlib`` and ``pickle`` raise on other bytes."""
    return unpacked(zlib.decompress(data))


def compressed_facts(facts: Facts) -> bytes:
    """What was read from a report; its form is kept by its id."""
    return compressed((facts.form.id, *(getattr(facts, name) for name in _BESIDE_FORM)))


def decompressed_facts(data: bytes, forms: Mapping[str, Form]) -> Facts:
    """What ``compressed_facts`` was given."""
    form, *rest = decompressed(data)
    return Facts(forms[form], **dict(zip(_BESIDE_FORM, rest, strict=True)))


def _by_value(member: Enum) -> tuple[type[Enum], tuple[object]]:
    """Members of enumerations are kept by value: up to Python 3.11.3 they would need ``getattr`` to be read."""
    return type(member), (member.value,)


_BY_VALUE: dict[type, Callable[[Any], Any]] = dict.fromkeys((Status, Severity, Verdict, Binding), _by_value)
_BESIDE_FORM = tuple(name for name in Facts.__struct_fields__ if name != "form")


class _Pickler(pickle.Pickler):
    def persistent_id(self, item: object) -> str | None:
        return item.english if isinstance(item, Function) else None

    def reducer_override(self, item: object) -> Any:
        return _by_value(item) if isinstance(item, Enum) else NotImplemented


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, name: str) -> object:
        return builtin(name)

    def find_class(self, module: str, name: str) -> Any:
        """Classes of the engine that are defined where they are said to be, and nothing that they have at hand."""
        if module.startswith("engine."):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module and found.__qualname__ == name:
                return found
        elif (module, name) in _FOREIGN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} does not belong here")
