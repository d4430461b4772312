"""The pictures of docs/formats.md, from real runs (LibreOffice draws what it opens): ``make format-pictures``."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

from engine.outputs import formats
from engine.outputs.format import Checked, Manner
from tests.outputs.formats.checked import sample
from tests.outputs.formats.test_pdf import checked, submitted
from tests.round_trip.pdf import office
from tests.support.places import PROJECT

_NOTES = 'pdf:writer_pdf_Export:{"ExportNotesInMargin":{"type":"boolean","value":"true"}}'


def main() -> int:
    program = office()
    if program is None:
        print("需要 LibreOffice / LibreOffice is needed", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for form, report, filter_name, page in (
            ("docx", sample(), _NOTES, 0),
            ("xlsx", sample(), "pdf", 0),
            ("notice", sample(), "pdf", 0),
        ):
            made = _written(form, report, folder)
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = [program, "--headless", profile, "--convert-to", filter_name, "--outdir", str(folder), str(made)]
            subprocess.run(command, check=True, capture_output=True, timeout=300)
            _picture(made.with_suffix(".pdf"), page, form)
        _picture(_written("pdf", checked(submitted()), folder), 2, "pdf")
    return 0


def _written(name: str, report: Checked, folder: Path) -> Path:
    found = formats.find(name)
    assert found is not None
    path = folder / f"{name}{found.suffix}"
    path.write_bytes(found.render([report], Manner()))
    return path


def _picture(path: Path, page: int, name: str) -> None:
    image = (
        pypdfium2.PdfDocument(path)[page]
        .render(scale=1.1, may_draw_forms=True)
        .to_pil()
        .convert("L" if name == "notice" else "RGB")
    )
    width, height = image.size
    target = PROJECT / "docs" / f"formats-{name}.png"
    image.crop((0, 0, width, round(height * 0.62))).quantize(64).save(target, optimize=True)
    print(target.name, target.stat().st_size)


if __name__ == "__main__":
    sys.exit(main())
