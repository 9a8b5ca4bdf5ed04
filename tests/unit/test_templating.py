# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Templates are found, strict and escaped, whatever their file names end in."""

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from gyebo import templating


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def of_test(_name: str) -> Path:
        return tmp_path

    monkeypatch.setattr(templating, "folder", of_test)
    (tmp_path / "templates").mkdir()
    return tmp_path / "templates"


@pytest.mark.parametrize("name", ["page.html.j2", "page.j2", "page.svg"])
def test_a_value_is_escaped_whatever_the_template_is_called(templates: Path, name: str) -> None:
    (templates / name).write_text("<p>{{ value }}</p>")
    assert templating.render(name, {"value": "<b>\"'&{{7*7}}"}) == "<p>&lt;b&gt;&#34;&#39;&amp;{{7*7}}</p>"


def test_an_unknown_name_stops_the_report(templates: Path) -> None:
    (templates / "page.j2").write_text("{{ nobody }}")
    with pytest.raises(UndefinedError, match="nobody"):
        templating.render("page.j2", {})
