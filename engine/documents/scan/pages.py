"""Pictures to pages of grey dots, upright and level. The door to Pillow."""

import io
import warnings
from collections.abc import Iterator
from typing import Any, TypeAlias

from engine.model.struct import Struct

Dots: TypeAlias = Any  # a numpy array of bytes, row by row; 0 is black

MAX_PAGES = 60
MAX_DOTS = 60_000_000  # A3 at 600 dpi
_LEAST = 200  # a page with fewer dots a side is an icon
_USUAL_DPI = 200
_A4_INCHES = 8.27
_SAMPLE = 1200  # dots of the longer side are enough to see how a page is turned
_STEPS = (0.5, 0.1, 0.02)  # degrees, from coarse to fine
_TRIES = 8
_SANE_DPI = (70, 1300)


class PictureError(Exception):
    """Why a picture cannot be read, in Chinese and in English."""

    def __init__(self, reason: str, english: str) -> None:
        super().__init__(english)
        self.reason = reason
        self.english = english


_TOO_LARGE = PictureError("图片太大，不像一份扫描件", "the picture is too large for a scan")


class Page(Struct, frozen=True):
    """A page: its dots, and how many of them make an inch."""

    dots: Dots
    dpi: float


def pages(data: bytes) -> Iterator[Page]:
    """The pages of a picture (those of a TIFF may be many). Raises PictureError."""
    import numpy
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data))
            count = getattr(image, "n_frames", 1)
            if count > MAX_PAGES:
                raise PictureError(f"图片超过 {MAX_PAGES} 页的上限", f"more than {MAX_PAGES} pages")
            for number in range(count):
                image.seek(number)
                if image.width * image.height > MAX_DOTS:
                    raise _TOO_LARGE
                if min(image.size) < _LEAST:
                    raise PictureError("图片太小，不像一份扫描件", "the picture is too small for a scan")
                dpi = _resolution(image.info.get("dpi"), min(image.size))
                upright = ImageOps.exif_transpose(_on_white(image, Image))
                yield Page(numpy.array(upright.convert("L")), dpi)
    except PictureError:
        raise
    except Image.DecompressionBombError:  # (Pillow has a limit of its own, before ours is asked)
        raise _TOO_LARGE from None
    except Exception as error:  # (Pillow has many errors for damage, most of them of Python's own)
        raise PictureError("图片已损坏，不能打开", f"the picture is damaged: {type(error).__name__}") from error


def page_of(width: int, height: int, dots: bytes, dpi: float) -> Page:
    """A page of so many grey dots, row by row."""
    import numpy

    return Page(numpy.frombuffer(dots, dtype=numpy.uint8).reshape(height, width), dpi)


def _on_white(image: Any, library: Any) -> Any:
    """A picture with see-through parts as it looks on paper."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image
    layer = image.convert("RGBA")
    return library.alpha_composite(library.new("RGBA", layer.size, "white"), layer)


def _resolution(said: Any, width: int) -> float:
    """How many dots make an inch: as the picture says, unless that makes no page of it; else as if it were A4."""
    guess = width / _A4_INCHES
    try:
        dpi = float(said[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return guess
    return dpi if _SANE_DPI[0] <= dpi <= _SANE_DPI[1] and 0.4 < dpi / guess < 2.5 else guess


def level(page: Page) -> Page:
    """The page turned so that its ruled lines and its lines of text lie level."""
    angle = _slope(page)
    return page if abs(angle) < _STEPS[-1] / 2 else Page(_turned(page.dots, angle, 255), page.dpi)


def _slope(page: Page) -> float:
    """By how many degrees a page is turned: the angle at which its ink lies in the sharpest rows."""
    import cv2

    ink = ink_of(page.dots)
    scale = min(1.0, _SAMPLE / max(ink.shape))
    small = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    best = 0.0
    for step in _STEPS:
        tries = [best + step * number for number in range(-_TRIES, _TRIES + 1)]
        best = max(tries, key=lambda angle: _sharpness(_turned(small, angle, 0)))
    return best


def _sharpness(ink: Dots) -> float:
    import numpy

    return float(numpy.square(numpy.diff(ink.sum(axis=1, dtype=float))).sum())


def _turned(dots: Dots, angle: float, around: int) -> Dots:
    import cv2

    height, width = dots.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(dots, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=around)


def ink_of(dots: Dots) -> Dots:
    """Where there is ink (255) and where there is paper (0), whatever the light."""
    import cv2

    block = max(31, dots.shape[1] // 40 | 1)
    smooth = cv2.GaussianBlur(dots, (3, 3), 0)  # (the grain of a scanner is no ink)
    return cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 15)
