# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Time the hook on one file of 1,000 lines against the default corpus, in starts of a bare interpreter, beside others.

Usage: python benchmarks/hook.py [--file FILE] [--runs 15] [--without-peers]
The peers are installed, once and pinned, into an environment of their own in gyebo's cache.
The least of all runs counts, of the bare interpreter too, taken in turns. Processor time is compared, the
processes' own and the system's for them: on an idle machine that is what one waits for, on a busy one it still tells.
Modules are compiled once, as pip leaves them on a user's machine, whatever this process was told of that.
"""

import argparse
import hashlib
import os
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from gyebo.cli.places import cache

LINES = 1_000
BAR = 15.0
"""Bare starts that the hook may take."""
PEERS = {
    "bandit": ("bandit==1.9.4", ("bandit", "-q")),
    "detect-secrets": ("detect-secrets==1.5.0", ("detect-secrets-hook",)),
    "reuse": ("reuse==6.2.0", ("reuse", "lint-file")),
    "ruff": ("ruff==0.17.6", ("ruff", "check", "--isolated", "--no-cache", "--quiet")),
}
"""What pip is asked for, and what a hook would run."""
HEADER = "# SPDX-FileCopyrightText: 2026 A Team\n# SPDX-License-Identifier: MIT\n"
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
    """Print one line a command: its start, and its run on the file; 1 where the hook takes longer than the bar."""
    options = _options()
    with TemporaryDirectory() as folder:
        file = options.file or written(Path(folder) / "own.py")
        hooks: dict[str, tuple[str, ...]] = {"gyebo": (str(Path(sys.executable).parent / "gyebo"), "hook")}
        if not options.without_peers:
            hooks |= _peers()
        commands = {f"start {name}": [hook[0], "--help"] for name, hook in hooks.items()}
        commands |= {f"hook {name}": [*hook, file.name] for name, hook in hooks.items()}
        for command in commands.values():  # what is written on first use is written now
            subprocess.run(command, cwd=file.parent, env=_installed(), capture_output=True, check=False)
        took = least({"bare": [sys.executable, "-c", "pass"], **commands}, file.parent, options.runs)
    bare = took["bare"]
    print(f"{file.name}, least of {options.runs} runs; in starts of a bare interpreter ({bare * 1000:.1f} ms)")
    print(f"{'':16}{'start':>8}{'hook':>8}")
    for name in hooks:
        print(f"{name:16}{took[f'start {name}'] / bare:8.1f}{took[f'hook {name}'] / bare:8.1f}")
    return int(took["hook gyebo"] > BAR * bare)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=lambda name: Path(name).absolute(), help="instead of one that is invented")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--without-peers", action="store_true")
    return parser.parse_args()


def _peers() -> dict[str, tuple[str, ...]]:
    """Their commands; installed where they are not there yet."""
    pins = [pin for pin, _ in PEERS.values()]
    place = cache() / "peers" / f"hook-{hashlib.sha256(repr(pins).encode()).hexdigest()[:8]}"
    if not (place / "whole").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True)
        subprocess.run([str(place / "bin/python"), "-m", "pip", "install", "--quiet", *pins], check=True)
        (place / "whole").touch()
    return {name: (str(place / "bin" / program), *words) for name, (_, (program, *words)) in PEERS.items()}


def written(path: Path) -> Path:
    """A file that resembles nothing of the corpus."""
    count = LINES // FUNCTION.count("\n")
    (path.parent / "LICENSES").mkdir()
    (path.parent / "LICENSES" / "MIT.txt").write_text("The licence's text stands here.\n", encoding="utf-8")
    path.write_text(HEADER + "".join(FUNCTION.replace("{n}", str(n)) for n in range(count)), encoding="utf-8")
    return path


def least(commands: dict[str, list[str]], folder: Path, runs: int) -> dict[str, float]:
    """Seconds of processor time that each took at its best, the commands taken in turns."""
    took = dict.fromkeys(commands, float("inf"))
    for _ in range(runs):
        for name, command in commands.items():
            before = _spent()
            ended = subprocess.run(command, cwd=folder, env=_installed(), capture_output=True, check=False)
            took[name] = min(took[name], _spent() - before)
            if ended.returncode:
                raise SystemExit(f"{name} ended with {ended.returncode}: {ended.stderr.decode(errors='replace')}")
    return took


def _installed() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
