"""Pages saved as one file (MHT): the page among the parts of a MIME message."""

from engine.model.struct import Struct


class Saved(Struct, frozen=True):
    """The bytes of a page, and the encoding that its part of the message names."""

    data: bytes
    charset: str | None


def page_in(data: bytes) -> Saved | None:
    """The first web page among the parts of a message; ``None`` when there is none."""
    from email import message_from_bytes
    from email.message import Message

    message = message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            assert isinstance(part, Message)  # noqa: S101 (for the type checker)
            if isinstance(content, bytes) and content.strip():
                return Saved(content, part.get_content_charset())
    return None
