# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Where the code comes from as an SPDX 2.3 document: matched fragments as snippets, related to the referenced files.

COPY_OF and DESCENDANT_OF are said only where the report knows one origin; else VARIANT_OF, which leaves open who took
from whom. What gyebo does not know is NOASSERTION.
"""

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gyebo import codec
from gyebo.display import display_all
from gyebo.expressions import expression, references
from gyebo.report import Excerpt, File, Fragment, Kind, Match, Place, Report
from gyebo.report.cells import Notebooks

Json = dict[str, object]
UNKNOWN = "NOASSERTION"
DOCUMENT, SUBMISSION = "SPDXRef-DOCUMENT", "SPDXRef-Submission"
UNDATED = "1970-01-01"
DATE_NOTE = "The day is that of the commit, 1970-01-01 where there is none: the same input gives the same bytes."
HEAD = (
    "Made from a report of gyebo, which compares code with a corpus of published code. What it relates is evidence, "
    "for people to judge; code that several works explain equally well is VARIANT_OF each of them."
)


@dataclass(frozen=True, slots=True)
class Found:
    file: File
    fragment: Fragment
    match: Match

    @property
    def element(self) -> str:
        """The most exact element there is: the snippet, else its file, else the submission."""
        if not self.file.sha1:
            return SUBMISSION
        return _id("Snippet", self.match.id) if self.fragment.bytes else _id("File", self.file.path)


def render(report: Report) -> bytes:
    shown = display_all(report, multiline=(), untouched=(Excerpt,))
    digest = hashlib.sha256(codec.to_json(report)).hexdigest()
    return codec.to_json(_document(shown, f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'gyebo:{digest}')}"))


def _document(report: Report, namespace: str) -> Json:
    found = tuple(Found(file, f, f.match) for file in report.files for f in file.fragments if f.match)
    places = {_upstream(place): place for one in found for place in one.match.ties}
    is_whole = all(file.sha1 for file in report.files)
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": DOCUMENT,
        "name": f"gyebo {report.submission.name}",
        "documentNamespace": namespace,
        "comment": HEAD,
        "creationInfo": {
            "created": f"{report.submission.dated[:10] or UNDATED}T00:00:00Z",
            "creators": [f"Tool: gyebo-{report.yardstick.version}"],
            "comment": DATE_NOTE,
        },
        "packages": [_submission(report, is_whole=is_whole), *(_referenced(*one) for one in sorted(places.items()))],
        "files": [_file(file) for file in report.files if file.sha1],
        "snippets": [_snippet(one) for one in found if one.element.startswith("SPDXRef-Snippet-")],
        "hasExtractedLicensingInfos": _described(places.values()),
        "relationships": [
            _relation(DOCUMENT, "DESCRIBES", SUBMISSION, ""),
            *(_relation(SUBMISSION, "CONTAINS", _id("File", file.path), "") for file in report.files if file.sha1),
            *(relation for one in found for relation in _descent(one)),
        ],
    }


def _submission(report: Report, *, is_whole: bool) -> Json:
    organisation, partners = report.submission.organisation, report.submission.partners
    together = f" Submitted together with {', '.join(one.id for one in partners)}." if partners else ""
    package: Json = {
        "SPDXID": SUBMISSION,
        "name": report.submission.name,
        "versionInfo": report.submission.commit or f"sha256:{report.submission.digest}",
        "supplier": f"Organization: {organisation}" if organisation else UNKNOWN,
        "comment": f"{report.coverage.skipped} paths were not analysed; {report.coverage.incomplete} may hold code."
        f"{together}",
        **_open(_of_code(report)),
    }
    if not is_whole or not report.files:
        return {**package, "filesAnalyzed": False}
    return {
        **package,
        "filesAnalyzed": True,
        "licenseInfoFromFiles": sorted({licence for file in report.files for licence in _stated(file)}),
        "packageVerificationCode": {
            "packageVerificationCodeValue": _verification(report.files),
            "packageVerificationCodeExcludedFiles": [f"./{one.path}" for one in report.skipped],
        },
    }


def _of_code(report: Report) -> str:
    """The licence that the repository gives its code, where it is one of SPDX's list."""
    first = expression(report.licensing.code[0].expression) if report.licensing.code else ""
    return first if first and not references(first) else UNKNOWN


def _verification(files: Iterable[File]) -> str:
    """SHA-1 over the files' SHA-1 values in order, as SPDX 2.3 asks (clause 7.9)."""
    return hashlib.sha1("".join(sorted(file.sha1 for file in files)).encode(), usedforsecurity=False).hexdigest()


def _referenced(identifier: str, place: Place) -> Json:
    """A file of a source of the corpus; a package, since only the submission's own files were there to be hashed."""
    return {
        "SPDXID": identifier,
        "name": f"{place.host}: {place.path}",
        "versionInfo": place.source,
        "packageFileName": place.path,
        "filesAnalyzed": False,
        "supplier": UNKNOWN,
        "comment": f"{place.work.name}, {place.work.organisation_name.en}; released {place.released}{_first(place)}",
        **_open(_licence(place.licence)),
    }


def _first(place: Place) -> str:
    first = place.first_published
    return f"; first published with {first.package} {first.version} on {first.published[:10]}" if first else ""


def _open(declared: str) -> Json:
    return {
        "downloadLocation": UNKNOWN,
        "licenseConcluded": UNKNOWN,
        "licenseDeclared": declared,
        "copyrightText": UNKNOWN,
    }


def _file(file: File) -> Json:
    return {
        "SPDXID": _id("File", file.path),
        "fileName": f"./{file.path}",
        "fileTypes": ["SOURCE"],
        "checksums": [
            {"algorithm": "SHA1", "checksumValue": file.sha1},
            {"algorithm": "SHA256", "checksumValue": file.sha256},
        ],
        "licenseConcluded": UNKNOWN,
        "licenseInfoInFiles": _stated(file),
        "copyrightText": UNKNOWN,
    }


def _stated(file: File) -> list[str]:
    """The single licences of SPDX's list that the file itself names; what else it says is not asserted here."""
    named = {expression(one.expression) for one in file.licences}
    return sorted(one for one in named if one and " " not in one and not references(one)) or [UNKNOWN]


def _snippet(found: Found) -> Json:
    fragment, file = found.fragment, _id("File", found.file.path)
    byte, span = fragment.bytes, fragment.span
    ranges = [("offset", byte.first, byte.last)] if byte else []
    ranges.append(("lineNumber", span.first_line, span.last_line))
    return {
        "SPDXID": found.element,
        "name": fragment.name or fragment.kind.value,
        "snippetFromFile": file,
        "ranges": [
            {"startPointer": {unit: first, "reference": file}, "endPointer": {unit: last, "reference": file}}
            for unit, first, last in ranges
        ],
        "licenseConcluded": UNKNOWN,
        "licenseInfoInSnippets": [UNKNOWN],
        "copyrightText": UNKNOWN,
    }


def _descent(found: Found) -> Iterator[Json]:
    match, span = found.match, found.fragment.span
    cells = Notebooks({found.file.path: found.file.cells}).told(found.file.path, span.first_line, span.last_line)
    lines = f" ({cells.en})" if cells else f":{span.first_line}-{span.last_line}"
    kind = "VARIANT_OF"
    if match.has_one_origin:
        kind = "COPY_OF" if match.kind is Kind.VERBATIM else "DESCENDANT_OF"
    ties = f"one of {len(match.ties)} that cannot be told apart" if len(match.ties) > 1 else "no other as close"
    for place in match.ties:
        comment = (
            f"{match.id}: {found.file.path}{lines} {found.fragment.name} and {place.path}:"
            f"{place.first_line}-{place.last_line} {place.name}; {match.kind.value}, {match.containment:.1%} of its "
            f"tokens, {match.commonality.value}, {ties}; "
            f"declaration: {match.declaration.value}"
        )
        yield _relation(found.element, kind, _upstream(place), comment)


def _relation(element: str, kind: str, related: str, comment: str) -> Json:
    relation: Json = {"spdxElementId": element, "relationshipType": kind, "relatedSpdxElement": related}
    return {**relation, "comment": comment} if comment else relation


def _upstream(place: Place) -> str:
    return _id("Upstream", f"{place.source}/{place.path}")


def _id(kind: str, name: str) -> str:
    """Letters, digits, full stops and hyphens are all that an id may hold; the digest tells the rest apart."""
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in ".-") else "-" for sign in name)
    return f"SPDXRef-{kind}-{plain[-60:]}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _licence(name: str) -> str:
    return expression(name) or f"LicenseRef-{_id('Named', name).removeprefix('SPDXRef-')}"


def _described(places: Iterable[Place]) -> list[Json]:
    """Licences that are not on SPDX's list: their texts stand with their sources."""
    named = {reference: place.licence for place in places for reference in references(_licence(place.licence))}
    return [
        {"licenseId": reference, "name": name, "extractedText": f"The licence that the source calls {name}."}
        for reference, name in sorted(named.items())
    ]
