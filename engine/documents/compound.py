"""Compound files (OLE): what is in one, by the names of its streams. The door to olefile.

Word and Excel 97-2003, WPS and Office files with a password all begin with the same bytes.
"""

import io
import struct
from enum import Enum

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FIB_FLAGS = 0x0A  # in the WordDocument stream ([MS-DOC] 2.5.2): the bit says that the text is encrypted
_ENCRYPTED = 0x0100


class Content(Enum):
    """What a compound file holds."""

    WORD = "word"
    EXCEL = "excel"
    LOCKED = "with a password"
    OTHER = "something else"
    DAMAGED = "cannot be read"


def content(data: bytes) -> Content:
    """What a file that begins with the signature holds."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            names = {path[0].lower() for path in file.listdir(streams=True, storages=True)}
            if names & {"encryptedpackage", "encryptioninfo"}:
                return Content.LOCKED
            if names & {"workbook", "book"}:
                return Content.EXCEL
            if "worddocument" not in names:
                return Content.OTHER
            start = file.openstream("WordDocument").read(_FIB_FLAGS + 2)
            (flags,) = struct.unpack_from("<H", start, _FIB_FLAGS)
            return Content.LOCKED if flags & _ENCRYPTED else Content.WORD
    except Exception:  # (olefile has many errors for damage, most of them of Python's own)
        return Content.DAMAGED
