"""LibreOffice, run without a window to turn an office file into another format; each run with a profile of its own.

Macros never run and links are never followed: the profile of the run forbids both. A run that takes too long or writes
too much ends, with all its processes. Where LibreOffice is, ``GOUJI_SOFFICE`` says, or the usual places are looked at.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from engine.documents.limits import MAX_BYTES

VARIABLE = "GOUJI_SOFFICE"
SECONDS = 180
_MAX_OUTPUT = 5 * MAX_BYTES
_LOOK_EVERY = 0.2
_NAMES = ("soffice", "libreoffice")
_USUAL = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_PROFILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisablePythonRuntime", "true"),
    ("Office.Common/Load", "UserDefinedSettings", "false"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Common/Misc", "FirstRun", "false"),
    # Whatever asks for the network all the same asks a proxy that is not there.
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetFTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetFTPProxyPort", "9"),
)


class ConversionError(Exception):
    """Why a file was not converted, in Chinese and in English."""

    def __init__(self, reason: str, english: str) -> None:
        super().__init__(english)
        self.reason = reason
        self.english = english


class MissingError(ConversionError):
    """LibreOffice is not there."""


def program() -> str | None:
    """The program, or ``None`` where it is not installed."""
    named = os.environ.get(VARIABLE)
    if named:
        return named if Path(named).is_file() else None
    found = (shutil.which(name) for name in _NAMES)
    return next((one for one in found if one), None) or next((one for one in _USUAL if Path(one).is_file()), None)


def convert(data: bytes, suffix: str, target: str, *, seconds: float = SECONDS) -> bytes:
    """A file of the format ``suffix`` (``.doc``) as one of the format ``target`` (``docx``). Raises ConversionError."""
    soffice = program()
    if soffice is None:
        raise MissingError("没有找到 LibreOffice", "LibreOffice was not found")
    with tempfile.TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        source = folder / f"report{suffix}"
        source.write_bytes(data)
        _write_profile(folder / "profile")
        (folder / "out").mkdir()
        command = [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *"--headless --invisible --norestore --nologo --nodefault --nolockcheck --nofirststartwizard".split(),
            *("--convert-to", target, "--outdir", str(folder / "out"), str(source)),
        ]
        _run(command, folder, time.monotonic() + seconds)
        result = folder / "out" / f"report.{target}"
        if not result.is_file():
            raise ConversionError("LibreOffice 打不开这个文件，可能已损坏或有密码", "LibreOffice cannot open this file")
        if result.stat().st_size > MAX_BYTES:
            raise _too_large()
        return result.read_bytes()


def _write_profile(folder: Path) -> None:
    (folder / "user").mkdir(parents=True)
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (folder / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")


def _run(command: list[str], folder: Path, end: float) -> None:
    """Runs a command until it ends, until the time is up, or until it has written too much."""
    try:
        process = subprocess.Popen(  # noqa: S603 (the program is the auditor's own, the arguments are ours)
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise ConversionError("LibreOffice 不能运行", f"LibreOffice cannot be run: {error}") from error
    try:
        while process.poll() is None:
            if time.monotonic() > end:
                raise ConversionError("LibreOffice 转换超时，已停止", "LibreOffice took too long and was stopped")
            if sum(file.stat().st_size for file in (folder / "out").iterdir()) > _MAX_OUTPUT:
                raise _too_large()
            time.sleep(_LOOK_EVERY)
    finally:
        _kill(process)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """Ends a process and all that it started; it may have left some behind even when it ended by itself."""
    if sys.platform == "win32":
        if process.poll() is None:
            taskkill = Path(os.environ.get("SYSTEMROOT", "C:/Windows"), "System32", "taskkill.exe")
            subprocess.run([taskkill, "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603
    else:
        with suppress(ProcessLookupError, PermissionError):  # (nothing of it is left)
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _too_large() -> ConversionError:
    size = MAX_BYTES // 1_000_000
    return ConversionError(
        f"转换后超过 {size} MB 的上限，不像一份报告", f"more than {size} MB when converted, which is no report"
    )
