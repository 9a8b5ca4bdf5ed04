# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Hold a report's formats against the validators that are no packages of Python; nothing of theirs is kept in here.

Usage: python benchmarks/formats.py [REPORT.json ...]      (default: reports/example.json)

Needs npm, which obtains the validators into the cache folder (GYEBO_CACHE, else a temporary one):
SARIF: the schema in Microsoft's jest-sarif, and Sarif.Multitool with its rules for code scanning.
HTML: html-validate, and the W3C's validator, which needs java; for reports and for the page of a cohort.
SPDX and CycloneDX have theirs in `make test`.
Each validator is first shown a file with a fault: one that finds nothing there is no validator.
"""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from jsonschema import Draft4Validator

from gyebo import codec
from gyebo.formats import FORMATS
from gyebo.formats.html import cohort
from gyebo.report import Report
from gyebo.report.cohort import Scanned, Unscanned, assemble

EXAMPLE = "reports/example.json"
PACKAGES = ("@microsoft/jest-sarif", "@microsoft/sarif-multitool", "html-validate", "vnu-jar")
RULES = {"extends": ["html-validate:recommended"], "rules": {"no-inline-style": "error", "long-title": "off"}}
Validator = Callable[[Path], list[str]]


def obtained() -> Path:
    """The folder of the validators, installed on first use without running their scripts."""
    folder = Path(os.environ.get("GYEBO_CACHE") or tempfile.gettempdir()) / "gyebo-validators"
    if not all((folder / "node_modules" / name).is_dir() for name in PACKAGES):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text("{}", encoding="utf-8")
        subprocess.run(["npm", "install", "--silent", "--ignore-scripts", *PACKAGES], cwd=folder, check=True)
    return folder / "node_modules"


def by_schema(modules: Path) -> Validator:
    schema = json.loads(next((modules / "@microsoft/jest-sarif/lib/schemas").glob("sarif-2.1.0*")).read_bytes())
    validator = Draft4Validator(schema)

    def complaints(path: Path) -> list[str]:
        # types-jsonschema leaves the second parameter of iter_errors open
        found = validator.iter_errors(json.loads(path.read_bytes()))  # pyright: ignore[reportUnknownMemberType]
        return [f"{error.json_path}: {error.message}" for error in found]

    return complaints


def by_multitool(modules: Path) -> Validator:
    """Its exit code is 0 whatever it finds, so its words are read."""
    names = {"Sarif.Multitool", "Sarif.Multitool.exe"}
    program = next(path for path in modules.glob("@microsoft/sarif-multitool-*/*") if path.name in names)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)

    def complaints(path: Path) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            told = ["--output", f"{folder}/found.sarif", "--log", "ForceOverwrite", "--rule-kind", "Sarif;Ghas"]
            ran = _ran([str(program), "validate", str(path), *told], DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1")
        if "Analysis completed" not in ran:
            raise SystemExit(ran)
        return [line for line in ran.splitlines() if re.search(r": (error|warning) ", line)]

    return complaints


def by_html_validate(modules: Path) -> Validator:
    def complaints(path: Path) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            rules = Path(folder) / "rules.json"
            rules.write_text(json.dumps(RULES), encoding="utf-8")
            command = ["node", str(modules / "html-validate/bin/html-validate.mjs"), "--config", str(rules)]
            return _ran([*command, "--formatter", "text", str(path)]).splitlines()

    return complaints


def by_vnu(modules: Path) -> Validator:
    """Java's stack is too small for a long page unless told otherwise."""
    jar = next(modules.glob("vnu-jar/build/dist/vnu.jar"))
    return lambda path: _ran(["java", "-Xss16m", "-jar", str(jar), "--errors-only", str(path)]).splitlines()


def _ran(command: list[str], **environment: str) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | environment)
    return ran.stdout + ran.stderr


FAULTS: dict[str, tuple[str, bytes, bytes]] = {
    "schema": ("sarif", b'"level": "warning"', b'"level": "severe"'),
    "Multitool": ("sarif", b'"ruleIndex": ', b'"ruleIndex": 99'),
    "html-validate": ("html", b"<main>", b"<main><p><p id=a><div></p>"),
    "vnu": ("html", b"<main>", b"<main><p id=a><p id=a>"),
}
"""What each must complain of: a format and a fault put into it."""


def main(*reports: str) -> int:
    """Complaints and their number; 0 when there are none."""
    missing = [tool for tool in ("npm", "node", "java") if not shutil.which(tool)]
    if missing:
        print(f"{', '.join(missing)}: not installed, so nothing was validated.")
        return 2
    modules = obtained()
    validators: dict[str, Validator] = {
        "schema": by_schema(modules),
        "Multitool": by_multitool(modules),
        "html-validate": by_html_validate(modules),
        "vnu": by_vnu(modules),
    }
    count = sum(_is_blind(name, validator) for name, validator in validators.items())
    for report in map(Path, reports or (EXAMPLE,)):
        value = _read(report)
        for name, validator in validators.items():
            form = FAULTS[name][0]
            found = validator(_put(FORMATS[form].render(value), form))
            print(f"{report} {form} {name}: {len(found)} complaints", *found[:20], sep="\n  ")
            count += len(found)
            if form == "html":
                found = validator(_put(beside(value), form))
                print(f"{report} cohort {name}: {len(found)} complaints", *found[:20], sep="\n  ")
                count += len(found)
    return min(count, 1)


def _is_blind(name: str, validator: Validator) -> bool:
    """Whether it finds nothing wrong with the example with a fault in it; another report may have no place for one."""
    form, sound, fault = FAULTS[name]
    written = FORMATS[form].render(_read(Path(EXAMPLE)))
    is_blind = sound not in written or not validator(_put(written.replace(sound, fault, 1), form))
    if is_blind:
        print(f"{name} finds nothing wrong with a {form} file that has a fault; it says nothing of ours.")
    return is_blind


def _read(report: Path) -> Report:
    return codec.from_json(Report, report.read_bytes(), str(report))


def beside(report: Report) -> bytes:
    """The page of a cohort in which two teams have this report, and a third has none."""
    teams = [Scanned(name, name, report) for name in ("01-north", "02-south")]
    return cohort.render(assemble("cohort", teams, [Unscanned("lost", "It is gone.")], 10))


def _put(content: bytes, form: str) -> Path:
    path = Path(tempfile.mkdtemp()) / f"report{FORMATS[form].suffix}"
    path.write_bytes(content)
    return path


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
