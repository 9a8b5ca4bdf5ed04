# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Where the code comes from as a CycloneDX 1.6 bill of materials: each file with the pedigree its matches tell of.

An ancestor is named only where the report knows one origin; else the referenced code is a variant, which leaves open
who took from whom.
"""

import hashlib
import uuid
from collections.abc import Iterator

from gyebo import codec
from gyebo.display import display_all
from gyebo.expressions import expression
from gyebo.report import Excerpt, File, Fragment, Match, Place, Report
from gyebo.report.cells import Notebooks

Json = dict[str, object]


def render(report: Report) -> bytes:
    shown = display_all(report, multiline=(), untouched=(Excerpt,))
    digest = hashlib.sha256(codec.to_json(report)).hexdigest()
    return codec.to_json(_bill(shown, f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'gyebo:{digest}')}"))


def _bill(report: Report, serial: str) -> Json:
    program: Json = {"type": "application", "name": "gyebo", "version": report.yardstick.version}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": serial,
        "version": 1,
        "metadata": {
            "tools": {"components": [program]},
            "component": _submission(report),
            "properties": _properties(
                {
                    "corpus": report.yardstick.corpus,
                    "rules": report.yardstick.rules,
                    "settings": report.yardstick.settings,
                    "not-analysed": str(report.coverage.skipped),
                    "not-analysed-incomplete": str(report.coverage.incomplete),
                }
            ),
        },
        "components": [_file(file) for file in report.files],
        "compositions": [{"aggregate": _completeness(report), "assemblies": ["submission"]}],
    }


def _submission(report: Report) -> Json:
    return {
        "bom-ref": "submission",
        "type": "application",
        "name": report.submission.name,
        "version": report.submission.commit or report.submission.digest,
        **_licensed(report.licensing.code[0].expression if report.licensing.code else ""),
    }


def _completeness(report: Report) -> str:
    return "incomplete" if report.coverage.incomplete or not report.coverage.files else "unknown"


def _file(file: File) -> Json:
    hashes = [{"alg": "SHA-1", "content": file.sha1}] if file.sha1 else []
    component: Json = {
        "bom-ref": f"file:{file.path}",
        "type": "file",
        "name": file.path,
        "hashes": [*hashes, {"alg": "SHA-256", "content": file.sha256}],
        "properties": _properties(
            {
                "tokens": str(file.tokens),
                "tokens-own": str(file.own_tokens),
                "tokens-exclusive": str(file.exclusive_tokens),
                "tokens-shared": str(file.shared_tokens),
                "tokens-common-heritage": str(file.common_tokens),
                "tokens-declared": str(file.declared_tokens),
            }
        ),
        **_licensed(file.licence),
    }
    matched = [(fragment, fragment.match) for fragment in file.fragments if fragment.match]
    return {**component, "pedigree": _pedigree(file, matched)} if matched else component


def _licensed(licence: str) -> Json:
    known = expression(licence)
    return {"licenses": [{"expression": known}]} if known else {}


def _pedigree(file: File, matched: list[tuple[Fragment, Match]]) -> Json:
    """Ancestors and variants, one a referenced file; what is an ancestor is no variant as well."""
    ancestors = {_key(place): place for _, match in matched if match.has_one_origin for place in match.ties}
    variants = {_key(place): place for _, match in matched for place in match.ties if _key(place) not in ancestors}
    sides = {"ancestors": ancestors, "variants": variants}
    told: Json = {side: [_component(place) for _, place in sorted(by.items())] for side, by in sides.items() if by}
    return {**told, "notes": "\n".join(_notes(file, matched))}


def _notes(file: File, matched: list[tuple[Fragment, Match]]) -> Iterator[str]:
    notebooks = Notebooks({file.path: file.cells})
    for fragment, match in matched:
        lines = notebooks.english(file.path, fragment.span.first_line, fragment.span.last_line)
        ties = f"one of {len(match.ties)} that cannot be told apart" if len(match.ties) > 1 else "no other as close"
        place = match.referenced
        yield (
            f"{match.id}: {fragment.name or fragment.kind.value}, {lines}: "
            f"{match.kind.value}, {match.containment:.1%} of its tokens, "
            f"{match.commonality.value}, {match.direction.value}; {place.source} {place.path}:{place.first_line}-"
            f"{place.last_line} {place.name} ({ties}); declaration: {match.declaration.value}"
        )


def _component(place: Place) -> Json:
    licence = expression(place.licence)
    return {
        "type": "file",
        "group": place.work.organisation_name.en,
        "name": place.path,
        "version": place.source,
        "description": f"{place.work.name}, in {place.host}, released {place.released}{_first(place)}",
        "licenses": [{"expression": licence} if licence else {"license": {"name": place.licence}}],
    }


def _first(place: Place) -> str:
    first = place.first_published
    return f", first published with {first.package} {first.version} on {first.published[:10]}" if first else ""


def _key(place: Place) -> tuple[str, str]:
    return place.source, place.path


def _properties(values: dict[str, str]) -> list[Json]:
    return [{"name": f"gyebo:{name}", "value": value} for name, value in values.items()]
