"""Packages (docx) without the time at which they were written: the same content gives the same bytes."""

import io
import zipfile

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


def repacked(data: bytes) -> bytes:
    """The package with its parts in their order, each dated with the first day that a zip knows."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            new.writestr(part, old.read(name))
    return file.getvalue()
