"""Installs a lock file; where not all of it can be had on this machine, what can, and says what is left out."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

PIP = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes")


def main(lock: Path) -> None:
    if subprocess.run([*PIP, "-r", str(lock)]).returncode == 0:
        return
    left_out = []
    with tempfile.TemporaryDirectory() as folder:
        for number, package in enumerate(re.split(r"^(?=\w)", lock.read_text(), flags=re.MULTILINE)[1:]):
            file = Path(folder) / f"{number}.lock"
            file.write_text(package)
            if subprocess.run([*PIP, "--no-deps", "-r", str(file)], capture_output=True).returncode != 0:
                left_out.append(package.partition(" ")[0])
    print(f"left out, as this machine cannot install them: {', '.join(left_out)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
