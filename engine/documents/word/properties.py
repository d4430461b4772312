"""The properties in a Word document that change what is read, and the form of contents that has several."""

from collections.abc import Mapping
from typing import Any

from engine.documents.package import is_on
from engine.documents.word.tags import NAMES, PROPERTIES, SKIPPED

NONE: Mapping[str, Any] = {}
_IMAGES = ("}blip", "}imagedata", "}OLEObject")
_HOLDERS = ("Pr", "}docPartObj")
_CHOICES = ("}Choice", "}Fallback")


def properties_of(root: Any) -> dict[Any, dict[str, Any]]:
    """For each element its properties by name; those of the mark that ends a paragraph are called ``mark vanish``."""
    found: dict[Any, dict[str, Any]] = {}
    for one in root.iter(*("{*}" + name for name in PROPERTIES)):
        name = one.tag.rpartition("}")[2]
        owner = one.getparent()
        if owner is None or not owner.tag.endswith(_HOLDERS):  # (a deletion of words has the name of a row's)
            continue
        for _ in range(PROPERTIES[name] - 1):
            owner = owner.getparent() if owner is not None else None
        if owner is not None and NAMES.get(owner.tag) == SKIPPED:
            owner, name = owner.getparent(), "mark " + name
        if owner is not None:
            found.setdefault(owner, {})[name] = one
    return found


def runs_on(own: Mapping[str, Any]) -> bool:
    """Whether the mark at the end of a paragraph was deleted, moved away, or is hidden."""
    return "mark del" in own or "mark moveFrom" in own or is_on(own.get("mark vanish"))


def alternative(element: Any) -> Any:
    """Of contents in several forms, for programs of several ages, the first that has words or pictures."""
    forms = [one for one in element if one.tag.endswith(_CHOICES)]
    for form in forms:
        if any(is_image(inner) or (NAMES.get(inner.tag) == "t" and inner.text) for inner in form.iter()):
            return form
    return forms[0] if forms else ()


def is_image(element: Any) -> bool:
    """Whether an element is a picture, or something of another program that is shown as one."""
    return bool(element.tag.endswith(_IMAGES))
