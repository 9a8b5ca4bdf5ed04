# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Fill a template of reports/templates with values; the one home of jinja2. What is not marked safe is escaped."""

from collections.abc import Mapping

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gyebo.resources import folder


def render(template: str, values: Mapping[str, object]) -> str:
    """The filled template; an included template sees the values, an imported one where it says "with context"."""
    environment = Environment(
        loader=FileSystemLoader(folder("reports") / "templates"),
        autoescape=True,  # select_autoescape() would leave *.html.j2 unescaped: it goes by the last suffix.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(values)
