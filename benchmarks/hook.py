# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Time the hook on one file of 1,000 lines against the default corpus, in starts of a bare interpreter, beside others.

Usage: python benchmarks/hook.py [--file FILE] [--runs 15] [NAME=COMMAND ...]; `{file}` in a command is the file.
The least of all runs counts, of the bare interpreter too, taken in turns. Processor time is compared, the
processes' own and the system's for them: on an idle machine that is what one waits for, on a busy one it still tells.
"""

import argparse
import resource
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

LINES = 1_000
FUNCTION = """
def step_{n}(state, limit, table):
    total = {n}
    for key, row in table.items():
        if row.weight > limit and key not in state.seen:
            total += row.weight * {n} - len(state.seen)
            state.seen.add(key)
    state.log.append(("step {n}", total, limit))
    return state.close(total) if total > {n} else None
"""


def main() -> int:
    """Print one line a command."""
    options = _options()
    with TemporaryDirectory() as folder:
        file = options.file or _written(Path(folder) / "own.py")
        here = Path(sys.executable).parent
        commands = {"gyebo hook": [str(here / "gyebo"), "hook", file.name]}
        commands |= {
            name: shlex.split(line.replace("{file}", file.name))
            for name, _, line in (one.partition("=") for one in options.others)
        }
        for command in commands.values():  # what is written on first use is written now
            subprocess.run(command, cwd=file.parent, capture_output=True, check=False)
        least = _least({"bare": [sys.executable, "-c", "pass"], **commands}, file.parent, options.runs)
    print(f"{file.name}: {LINES} lines, least of {options.runs} runs; a bare interpreter {least['bare'] * 1000:.1f} ms")
    for name in commands:
        print(f"{least[name] / least['bare']:7.1f}  {name}  ({least[name] * 1000:.0f} ms)")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=lambda name: Path(name).absolute())
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("others", nargs="*", metavar="NAME=COMMAND")
    return parser.parse_args()


def _written(path: Path) -> Path:
    """A file that resembles nothing of the corpus."""
    count = LINES // FUNCTION.count("\n")
    path.write_text("".join(FUNCTION.replace("{n}", str(n)) for n in range(count)), encoding="utf-8")
    return path


def _least(commands: dict[str, list[str]], folder: Path, runs: int) -> dict[str, float]:
    least = dict.fromkeys(commands, float("inf"))
    for _ in range(runs):
        for name, command in commands.items():
            before = _spent()
            ended = subprocess.run(command, cwd=folder, capture_output=True, check=False)
            least[name] = min(least[name], _spent() - before)
            if ended.returncode:
                raise SystemExit(f"{name} ended with {ended.returncode}: {ended.stderr.decode(errors='replace')}")
    return least


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
