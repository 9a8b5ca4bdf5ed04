# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Scanners of licences and copyright that users would run instead, obtained at run time; none is a dependency of gyebo.

Each is installed into the cache by the package managers' own means, asked about the same files, and answers with its
processor time and, file by file, the holders (or copyright lines) and licences that it finds.
"""

import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from gyebo.cli import places

SCANCODE, REUSE, LICENSECHECK = ("scancode-toolkit-mini==32.5.0", "pluggy<1.7"), ("reuse==6.2.0",), "licensecheck"
INSTALLING = 1200
"""Seconds."""
OWN_PERL = re.compile(r"perl(-base|-modules.*)?|libperl.*|libc6|libgcc.*|gcc.*|libcrypt.*|dpkg|debconf.*|perlapi.*")
"""What every Debian has: not unpacked a second time."""
_SERVER = """
import json, sys, time
def answer(kind, paths):
    found, begun = {}, time.process_time()
    for path in paths:
        found[path] = ask(kind, path)
    return {"seconds": time.process_time() - begun, "found": found}
out, sys.stdout = sys.stdout, sys.stderr
for line in sys.stdin:
    print(json.dumps(answer(*json.loads(line))), file=out, flush=True)
"""
_SCANCODE = """
from scancode.api import get_copyrights, get_licenses
def ask(kind, path):
    holders = [one["holder"] for one in get_copyrights(path)["holders"]]
    licence = get_licenses(path)["detected_license_expression_spdx"] if kind == "all" else None
    return holders, licence or ""
"""
_REUSE = """
from reuse.extract import reuse_info_of_file
def ask(kind, path):
    with open(path, "rb") as opened:
        info = reuse_info_of_file(opened)
    return [one.name for one in info.copyright_notices], " AND ".join(sorted(map(str, info.spdx_expressions)))
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scanner finds in one file."""

    holders: tuple[str, ...]
    licence: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Processor seconds, and an answer for each path."""

    seconds: float
    answers: Mapping[str, Answer]


class Scanner(Protocol):
    def __call__(self, kind: str, paths: Sequence[Path], /) -> Asked:
        """Asks for "copyright" alone, or for "all"."""
        ...


@dataclass(frozen=True, slots=True)
class Server:
    """A Python scanner that stays in memory, so that its start is not counted."""

    process: subprocess.Popen[str]

    def __call__(self, kind: str, paths: Sequence[Path], /) -> Asked:
        given, taken = _pipes(self.process)
        given.write(json.dumps([kind, list(map(str, paths))]) + "\n")
        given.flush()
        told = json.loads(taken.readline())
        return Asked(told["seconds"], {path: Answer(tuple(one[0]), one[1]) for path, one in told["found"].items()})


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the scanner was started without pipes")
    return process.stdin, process.stdout


@dataclass(frozen=True, slots=True)
class Licensecheck:
    """Debian's, a program that starts anew each time; its start is counted."""

    folder: Path

    def __call__(self, _kind: str, paths: Sequence[Path], /) -> Asked:
        libraries = [self.folder / "usr/share/licensecheck", self.folder / "usr/share/perl5"]
        libraries += sorted(self.folder.glob("usr/lib/*/perl5/*"))
        shared = os.pathsep.join(map(str, self.folder.glob("usr/lib/*-linux-gnu")))
        environment = os.environ | {"PERL5LIB": os.pathsep.join(map(str, libraries)), "LD_LIBRARY_PATH": shared}
        command = ["perl", str(self.folder / "usr/bin/licensecheck"), "--machine", "--copyright", "--encoding", "utf-8"]
        before = _children()
        done = subprocess.run([*command, *map(str, paths)], capture_output=True, check=True, env=environment)
        lines = [line.split("\t") for line in done.stdout.decode("utf-8", "replace").splitlines()]
        return Asked(
            _children() - before,
            {parts[0]: Answer(tuple(parts[2].split(" / ")), parts[1]) for parts in lines if len(parts) == 3},
        )


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def scancode() -> Server:
    """ScanCode's copyright and licence detection."""
    return _server("scancode", SCANCODE, _SCANCODE)


def scancode_texts() -> Path:
    """The folder of licence texts that ScanCode brings along."""
    folder = _installed("scancode", SCANCODE)
    return next(folder.glob("lib/python*/site-packages/licensedcode/data/licenses"))


def reuse() -> Server:
    """reuse, which reads what its specification asks for."""
    return _server("reuse", REUSE, _REUSE)


def _server(name: str, packages: Sequence[str], ask: str) -> Server:
    python, pipes = _installed(name, packages) / "bin" / "python", subprocess.PIPE
    process = subprocess.Popen(
        [str(python), "-c", ask + _SERVER], stdin=pipes, stdout=pipes, stderr=subprocess.DEVNULL, text=True
    )
    return Server(process)


def _installed(name: str, packages: Sequence[str]) -> Path:
    """The folder of a virtual environment that has the packages."""
    folder = places.cache() / "peers" / name
    marker = folder / ".installed"
    if not marker.is_file():
        _run([sys.executable, "-m", "venv", "--clear", str(folder)])
        _run(
            [
                str(folder / "bin" / "python"),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                *packages,
            ]
        )
        marker.touch()
    return folder


def licensecheck() -> Licensecheck:
    """Debian's package with what it needs, unpacked into the cache; nothing is installed."""
    folder = places.cache() / "peers" / LICENSECHECK
    if not (folder / "root" / "usr" / "bin" / LICENSECHECK).is_file():
        folder.mkdir(parents=True, exist_ok=True)
        hidden = [f"--no-{one}" for one in ("suggests", "conflicts", "breaks", "replaces", "enhances", "pre-depends")]
        listed = _run(["apt-cache", "depends", "--recurse", *hidden, LICENSECHECK]).splitlines()
        names = sorted({one for one in listed if re.match(r"\w", one) and not OWN_PERL.fullmatch(one)})
        _run(["apt-get", "download", "-qq", *names], folder)
        for package in sorted(folder.glob("*.deb")):
            _run(["dpkg", "-x", str(package), str(folder / "root")])
    return Licensecheck(folder / "root")


def _run(command: Sequence[str], folder: Path | None = None) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=INSTALLING, cwd=folder)
    return done.stdout
