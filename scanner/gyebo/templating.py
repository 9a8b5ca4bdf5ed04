# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Fill a template of reports/templates with values; the one home of jinja2. What is not marked safe is escaped."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from gyebo.resources import folder

Escape = Callable[[str], str]
"""Makes a value harmless where it stands; HTML's own is used where none is given."""


def render(template: str, values: Mapping[str, object], escape: Escape | None = None) -> str:
    """The filled template; an included template sees the values, an imported one where it says "with context"."""
    return _environment(escape).get_template(template).render(values)


def exported(template: str, values: Mapping[str, object], escape: Escape) -> Mapping[str, Any]:
    """The names that a template sets, as text escaped for where it is to stand."""
    return vars(_environment(escape).get_template(template).make_module(dict(values)))


def safe(text: str) -> str:
    """A text that is escaped already."""
    return Markup(text)  # noqa: S704 the caller has escaped it


def escaped(text: str) -> str:
    """A text as HTML shows it."""
    return str(escape(text))


def _environment(escape: Escape | None) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder("reports") / "templates"),
        autoescape=True,  # select_autoescape() would leave *.html.j2 unescaped: it goes by the last suffix.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_escaping(escape) if escape else None,
    )


def _escaping(escape: Escape) -> Callable[[object], str]:
    """Run on every value before it is written; what a macro returns or safe() made is marked already."""

    def written(value: object) -> str:
        return value if isinstance(value, Markup) else Markup(escape(str(value)))  # noqa: S704 as above

    return written
