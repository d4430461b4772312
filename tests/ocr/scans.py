"""Scans of reports: a report is printed, and the print is spoilt as a scanner spoils it."""

import html
import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.support.reports import Item, Table

_STYLE = """
@page { size: A4; margin: 22mm 20mm }
body { font-family: "Noto Serif CJK SC", "SimSun", serif; font-size: 11pt; line-height: 1.7 }
p { margin: 0; text-indent: 2em }
table { border-collapse: collapse; width: 100%; font-size: 9pt; line-height: 1.25; margin: 6pt 0 }
td { border: 0.75pt solid black; padding: 2pt 3pt; text-align: center }
tr { break-inside: avoid }
"""
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
_QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --no-pdf-header-footer"
)


@dataclass(frozen=True, slots=True)
class Spoiling:
    """What a scanner does: so many dots to the inch, a turn in degrees, noise, and the quality of the JPEG."""

    dpi: int
    turn: float = 0.0
    noise: float = 0.0
    quality: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.dpi} dpi"]
        parts += [f"{self.turn:g}°"] if self.turn else []
        parts += [f"noise {self.noise:g}"] if self.noise else []
        parts += [f"JPEG {self.quality}"] if self.quality else []
        return ", ".join(parts)


def browser() -> str | None:
    """The program that prints, or ``None``."""
    return next((found for name in _CHROMIUM if (found := shutil.which(name))), None)


def can_print() -> bool:
    return browser() is not None and shutil.which("pdftoppm") is not None


def as_html(items: Sequence[Item]) -> str:
    """A report as a page with ruled tables."""
    parts = [f"<!DOCTYPE html><meta charset=utf-8><style>{_STYLE}</style>"]
    for item in items:
        if not isinstance(item, Table):
            parts.append(f"<p>{html.escape(item)}</p>")
            continue
        rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row.cells) for row in item.rows)
        parts.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    return "".join(parts)


def printed(items: Sequence[Item], dpi: int) -> list[bytes]:
    """The pages of the printed report, each as a PNG without loss."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.html").write_text(as_html(items), encoding="utf-8")
        command = [browser() or "", *_QUIET.split(), f"--user-data-dir={folder / 'user'}"]
        target = f"--print-to-pdf={folder / 'a.pdf'}"
        subprocess.run([*command, target, (folder / "a.html").as_uri()], capture_output=True, check=True, timeout=120)
        pages = ["pdftoppm", "-r", str(dpi), "-gray", "-png", str(folder / "a.pdf"), str(folder / "page")]
        subprocess.run(pages, capture_output=True, check=True, timeout=120)
        return [path.read_bytes() for path in sorted(folder.glob("page*.png"))]


def scanned(pages: Sequence[bytes], spoiling: Spoiling, random: Random) -> bytes:
    """The pages as one TIFF, or (with a quality) a TIFF of JPEGs, spoilt."""
    import numpy
    from PIL import Image

    noise = numpy.random.default_rng(random.randrange(2**32))
    spoilt: list[Any] = []
    for data in pages:
        image = Image.open(io.BytesIO(data)).convert("L")
        turn = random.uniform(-spoiling.turn, spoiling.turn)
        image = image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=255)
        if spoiling.noise:
            dots = numpy.asarray(image, dtype=float) * 0.9 + 12 + noise.normal(0, spoiling.noise, image.size[::-1])
            image = Image.fromarray(dots.clip(0, 255).astype("uint8"))
        if spoiling.quality is not None:
            jpeg = io.BytesIO()
            image.save(jpeg, "JPEG", quality=spoiling.quality)
            image = Image.open(jpeg).convert("L")
        spoilt.append(image)
    target = io.BytesIO()
    resolution = (float(spoiling.dpi),) * 2
    spoilt[0].save(target, "TIFF", compression="tiff_lzw", save_all=True, append_images=spoilt[1:], dpi=resolution)
    return target.getvalue()
