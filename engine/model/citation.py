"""What a rule rests on, and how binding that is."""

from enum import StrEnum

from engine.model.struct import Struct


class Binding(StrEnum):
    """How binding a basis is, from the strongest to the weakest."""

    LAW = "law"  # a law or regulation
    FORMAT = "format"  # the official format or another document of the authority in charge
    STANDARD = "standard"  # a national or local standard
    ADVICE = "advice"  # editorial advice: nobody is obliged


class Citation(Struct, frozen=True):
    """A document and, where there is one, the article. ``verified`` is false when the text was cited from memory."""

    binding: Binding
    document: str
    article: str | None = None
    verified: bool = True
