"""Runs a fuzzer: `python -m tests.fuzz READER [--minutes 5] [--seed 1] [--keep FOLDER]`; `all` takes the readers in turn.

With atheris installed, libFuzzer looks for inputs that reach new code; without it, files of the corpus are mutated
blindly. What breaks is written to FOLDER, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
import traceback
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.fuzz.mutations import keep, mutate, seeds
from tests.fuzz.property import must_hold, readers

_MOST_KEPT = 5
_SLOW = 10.0
"""Seconds of an input that is told as slow."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("reader", choices=[*readers(), "all"])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    parser.add_argument(
        "--blind", action="store_true", help="mutate blindly, also where atheris is installed"
    )
    asked = parser.parse_args()
    chosen = readers() if asked.reader == "all" else [asked.reader]
    broken = 0
    for reader in chosen:
        seconds = asked.minutes * 60 / len(chosen)
        if importlib.util.find_spec("atheris") and not asked.blind and len(chosen) == 1:
            return _with_atheris(reader, round(seconds))
        broken += _blindly(reader, seconds, asked.seed, asked.keep)
    return 1 if broken else 0


def _blindly(reader: str, seconds: float, seed: int, folder: Path) -> int:
    """Mutate for so long; return how many inputs broke something, of which each place is told once."""
    random = Random(f"{reader}{seed}")  # noqa: S311 - nothing here has to be secret
    some = seeds(reader)
    end = time.monotonic() + seconds
    tried = 0
    places: set[str] = set()
    while time.monotonic() < end and len(places) < _MOST_KEPT:
        data = mutate(some, random)
        tried += 1
        begun = time.process_time()
        try:
            must_hold(reader, data)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is what is looked for
            last = traceback.extract_tb(problem.__traceback__)[-1]
            place = f"{type(problem).__name__} in {Path(last.filename).name}:{last.lineno}"
            if place not in places:
                places.add(place)
                path = keep(folder / reader, data, len(places))
                sys.stdout.write(f"{reader}: {place}: {problem!s:.200}: {path}\n")
        if time.process_time() - begun > _SLOW and "slow" not in places:
            places.add("slow")
            sys.stdout.write(f"{reader}: slow: {keep(folder / reader, data, len(places))}\n")
    sys.stdout.write(f"{reader}: {tried:,} inputs, {len(places)} findings\n")
    return len(places)


def _with_atheris(reader: str, seconds: int) -> int:
    """Let libFuzzer look for so long; it ends the program itself."""
    atheris = importlib.import_module("atheris")
    atheris.instrument_all()
    with TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds(reader)):
            Path(folder, str(number)).write_bytes(seed)
        arguments = [
            sys.argv[0],
            folder,
            f"-max_total_time={seconds}",
            "-max_len=20000",
            "-timeout=20",
        ]
        atheris.Setup(arguments, lambda data: must_hold(reader, data))
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
