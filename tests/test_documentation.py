# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What the documentation says holds: its commands run and print what stands there, and nothing has gone stale."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from gyebo.cli.arguments import parser
from gyebo.cli.exits import ExitCode
from gyebo.formats import FORMATS
from handbook import figures, links, site
from handbook.commands import subcommands

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BOTH = ("contest", "evaluator", "index", "matching", "organiser", "rules/index", "team")
"""Pages that stand there in Korean and in English."""


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The Markdown of every page, by its path."""
    return dict(site.pages())


def _blocks(text: str, *languages: str) -> Iterator[str]:
    return (body for language, body in FENCE.findall(text) if language in languages)


def _steps(page: str) -> Iterator[tuple[str, str]]:
    """Commands of the console blocks, each with what it prints."""
    for block in _blocks(page, "console"):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = step.partition("\n")
            yield command, printed


def _printed(commands: list[str], folder: Path) -> list[str]:
    """What each command of one shell session prints, errors included; `$?` is that of the command before."""
    marked = "\n".join(f"mark\n{command}" for command in commands)
    session = f"mark() {{ local code=$?; printf '\\036'; return $code; }}\n{marked}\n"
    ran = subprocess.run(
        ["bash"], input=session, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder, check=False
    )
    return ran.stdout.split("\036")[1:]


def _fits(told: str, printed: str) -> bool:
    """Whether the text is as told, where `...` stands for anything."""
    return re.fullmatch(re.escape(told).replace(r"\.\.\.", ".*?"), printed, re.DOTALL) is not None


def test_the_tutorial_does_what_it_says(
    pages: dict[str, str], root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gyebo").symlink_to(root)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GYEBO_CACHE", str(tmp_path / "cache"))
    steps = list(_steps(pages["tutorial.md"]))
    assert len(steps) > 20
    printed = _printed([command for command, _ in steps], tmp_path)
    assert len(printed) == len(steps)
    astray = [(c, told, said) for (c, told), said in zip(steps, printed, strict=True) if not _fits(told, said)]
    assert astray == []


def test_every_command_the_pages_show_is_one_that_the_program_takes(pages: dict[str, str]) -> None:
    shown = [
        (path, line)
        for path, text in pages.items()
        for block in _blocks(text, "sh", "console")
        for line in block.removeprefix("$ ").replace("\n$ ", "\n").splitlines()
        if line.startswith("gyebo ")
    ]
    assert len(shown) > 40
    assert [where for where in shown if not _is_taken(where[1])] == []


def _is_taken(line: str) -> bool:
    words = shlex.split(re.split(" [<>] ", line)[0])[1:]
    try:
        parser("gyebo").parse_args(words)
    except SystemExit as end:
        return end.code == ExitCode.CLEAN
    return True


def test_every_page_in_two_languages_leads_to_the_other(pages: dict[str, str]) -> None:
    rules = [name.removesuffix(".md") for name in pages if name.startswith("rules/")]
    for name in {*BOTH, *rules}:
        there = os.path.relpath(f"ko/{name}.md", PurePosixPath(name).parent)
        back = os.path.relpath(f"{name}.md", PurePosixPath("ko", name).parent)
        assert f"]({there})" in pages[f"{name}.md"]
        assert f"]({back})" in pages[f"ko/{name}.md"]
    assert {f"ko/{name}.md" for name in {*BOTH, *rules}} == {name for name in pages if name.startswith("ko/")}


def test_pages_in_two_languages_have_the_same_parts(pages: dict[str, str]) -> None:
    """The same commands and pictures, and as many headings, rows and items; the team's page tells more in Korean."""
    for name in ("contest", "evaluator", "matching", "organiser", "team"):
        english, korean = pages[f"{name}.md"], pages[f"ko/{name}.md"]
        assert english.count("](pictures/") == korean.count("](../pictures/")
        assert [line for line in _commands(english) if line not in korean] == []
    for name in ("contest", "evaluator", "matching", "organiser"):
        english, korean = pages[f"{name}.md"], pages[f"ko/{name}.md"]
        for mark in map(re.compile, (r"(?m)^#+ ", r"(?m)^\|", r"(?m)^\d\. |^- ")):
            assert len(mark.findall(english)) == len(mark.findall(korean)), (name, mark.pattern)


def _commands(text: str) -> list[str]:
    words = [line.split(' --reason "')[0] for block in _blocks(text, "sh") for line in block.splitlines()]
    return [word.removesuffix(" --lang ko") for word in words]


def test_every_link_between_pages_leads_to_a_page_and_an_anchor(pages: dict[str, str], root: Path) -> None:
    """The same is asked of the built site by `make docs`, which needs what renders it."""
    anchors = {path: set(_anchors(text)) for path, text in pages.items()}
    pictures = {f"pictures/{path.name}" for path in (root / "docs/pictures").iterdir()}
    astray: list[tuple[str, str]] = []
    for path, text in pages.items():
        for link in re.findall(r"\]\(([^)]+)\)", FENCE.sub("", text)):
            target, _, anchor = link.partition("#")
            place = os.path.normpath(PurePosixPath(path).parent / target) if target else path
            is_there = place in pictures or (place in pages and (not anchor or anchor in anchors[place]))
            astray += [] if is_there or "://" in link else [(path, link)]
    assert astray == []


def _anchors(text: str) -> Iterator[str]:
    for heading in re.findall(r"^#+ (.*)$", FENCE.sub("", text), re.MULTILINE):
        named = re.search(r"\{#([\w-]+)\}$", heading)
        plain = re.sub(r"[^\w\s-]", "", heading).strip().lower()
        yield named.group(1) if named else re.sub(r"[\s-]+", "-", plain)


def test_every_format_is_told(pages: dict[str, str]) -> None:
    rows = re.findall(r"^\| `([a-z]+)` \| [^`]", pages["formats.md"], re.MULTILINE)
    assert sorted(rows) == sorted(FORMATS)


def test_every_page_is_in_the_navigation_or_a_rule(pages: dict[str, str], root: Path) -> None:
    project = tomllib.loads((root / "docs/zensical.toml").read_text(encoding="utf-8"))["project"]
    named = [page for section in project["nav"] for group in section.values() for page in group]
    assert sorted(named) == sorted(name for name in pages if "rules/" not in name or name.endswith("index.md"))


def test_every_table_that_can_be_put_in_is_put_in_somewhere() -> None:
    prose = "".join(path.read_text(encoding="utf-8") for path in site.PROSE.rglob("*.md"))
    assert [name for name in site.INSERTS if f"\n{{{{ {name} }}}}\n" not in prose] == []


def test_every_command_has_its_part_of_the_reference(pages: dict[str, str]) -> None:
    named = set(re.findall(r"^## (.*) \{#", pages["commands.md"], re.MULTILINE))
    assert named >= {f"gyebo {name}" for name in subcommands(parser("gyebo"))}
    assert "### gyebo corpus build {#gyebo-corpus-build}" in pages["commands.md"]


def test_a_figure_names_a_measure_and_a_commit_that_could_be() -> None:
    from accuracy import MEASURES

    for group in figures.read().groups:
        for one in group.figures:
            assert re.fullmatch("[0-9a-f]{7,40}", one.commit)
            assert set(re.findall(r"--only (\S+)", one.command)) <= set(MEASURES)
            assert one.of > 0


def test_what_stands_between_backticks_is_code_on_every_page(pages: dict[str, str]) -> None:
    assert not [path for path, text in pages.items() if re.search(r"\\`", text)]
    assert any("`gyebo declare`" in text for path, text in pages.items() if path.startswith("rules/"))


def test_korean_tables_of_figures_are_korean() -> None:
    told = figures.in_korean()
    assert "10,000건당 0.8건" in told
    assert not re.search(r"\| [^|]*\bin [0-9][^|]* \|", told)


def test_a_comparison_has_a_cell_for_each_head_and_a_command_there_is(root: Path) -> None:
    assert figures.read().comparisons
    for one in figures.read().comparisons:
        assert {len(row) for row in one.rows} == {len(one.heads)}
        assert re.fullmatch("[0-9a-f]{7,40}", one.commit)
        assert (root / one.command.split()[1]).is_file()


def test_a_site_with_a_link_to_nowhere_does_not_pass(tmp_path: Path) -> None:
    (tmp_path / "there.html").write_text('<h2 id="part">Part</h2>', encoding="utf-8")
    (tmp_path / "page.html").write_text(
        '<a href="there.html#part">fine</a><a href="there.html#gone">no</a><a href="gone.html">no</a>'
        '<a href="#own">no</a><img src="gone.png"><script src="https://cdn.example.org/x.js"></script>'
        '<a href="https://example.org/">elsewhere</a><link rel="stylesheet" href="//example.org/x.css">',
        encoding="utf-8",
    )
    checked = links.check(tmp_path)
    assert checked.elsewhere == ("https://example.org/",)
    assert [fault.split(": ")[1].split(",")[0] for fault in checked.faults] == [
        "loads gone.png",
        "loads https://cdn.example.org/x.js",
        "loads //example.org/x.css",
        "links to there.html#gone",
        "links to gone.html",
        "links to #own",
    ]
