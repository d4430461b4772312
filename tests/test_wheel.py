"""The built wheel, installed elsewhere, runs with its packs from any folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was installed, without the libraries it needs (the test environment has them)."""
    built, target = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(built), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    return target


def test_the_wheel_checks_a_report_with_its_own_pack(installed: Path, tmp_path: Path) -> None:
    report = tmp_path / "报告.md"
    report.write_bytes((ROOT / "rules" / "foi_annual_report" / "base.md").read_bytes())
    program = "import cli, engine, sys; sys.stderr.write(engine.__file__); cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "check", report.name],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    assert done.stderr.decode() == str(installed / "engine" / "__init__.py")
    assert "没有发现问题" in done.stdout.decode()
    assert done.returncode == 0


def test_the_wheel_has_the_templates_and_skeletons(installed: Path, tmp_path: Path) -> None:
    for arguments in (["rules", "--format", "html"], ["new", "pack", "村务", "--id", "village", "--title", "村务公开"]):
        done = subprocess.run(
            [sys.executable, "-c", "import cli; cli.main()", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()


def test_the_wheel_has_its_command(installed: Path) -> None:
    assert any(path.stem == "gouji" for path in (installed / "bin").iterdir())
