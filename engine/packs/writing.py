"""Writes a file whole or not at all."""

import contextlib
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Puts ``data`` in the place of what the file held, and keeps its permissions. Raises ``OSError``."""
    from shutil import copymode  # here, because reading from the cache must start quickly
    from tempfile import NamedTemporaryFile

    target = path.resolve()
    with NamedTemporaryFile(dir=target.parent, suffix=".tmp", delete=False) as file:
        temporary = Path(file.name)
    try:
        temporary.write_bytes(data)
        if target.exists():
            copymode(target, temporary)
        temporary.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
