"""``make kill-test``: a folder of reports, killed N times."""

import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.batch.killing import kill_and_resume, make_folder


def main(kills: int, count: int, seed: int) -> None:
    with TemporaryDirectory() as place:
        work = Path(place)
        make_folder(work / "folder", count)
        random = Random(seed)  # noqa: S311 (not a secret)
        result = kill_and_resume(work / "folder", work, kills, random)
    print(f"{result.kills} kills, {result.ends} runs to the end, each with the output of one that was left alone")
    print(f"results kept at a kill: {min(result.kept, default=0)} to {max(result.kept, default=0)} of {count}")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*numbers, *(100, 30, 1)[len(numbers) :])
