# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Set what is declared against what was found: which matches are declared, and what each declaration met."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from gyebo.declarations.patterns import Patterns
from gyebo.declarations.types import Annotation, Declared, Entry
from gyebo.notices.resolution import Origin, Resolution, resolves
from gyebo.report import Commonality, Declaration, DeclarationState, File, Match, Reference

REPOSITORY_WIDE = 1
_LICENCE_ID = re.compile(r"[A-Za-z0-9][\w.+:-]*")
_OPERATORS = frozenset({"AND", "OR", "WITH"})

State = DeclarationState
NAMED = frozenset(Resolution) - {Resolution.NO}
"""A declaration is about named files, so the host project from which they were taken is an origin too."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the declarations are resolved against."""

    of_match: Callable[[Match], Sequence[Origin]]
    """What a match's tied places and their ancestors are called."""
    all: Sequence[Origin]
    """What every work of the corpus is called."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """One declaration of either kind, before it is known what it met."""

    declaration: Declaration
    patterns: Patterns
    annotation: Annotation | None = None
    """Of REUSE.toml; None for an entry of gyebo.toml."""

    @property
    def is_entry(self) -> bool:
        return self.annotation is None

    def covers(self, file: File, declared: Declared) -> bool:
        """Whether it speaks of a file; of annotations those that REUSE has speak for it."""
        if self.annotation is None:
            return self.patterns.cover(file.path)
        return self.annotation in declared.holding(file.path)

    def names(self, origin: Origin) -> bool:
        return resolves(_reference(self.declaration), origin) in NAMED


def reconcile(
    files: Sequence[File], declared: Declared, corpus: Corpus
) -> tuple[tuple[File, ...], tuple[Declaration, ...]]:
    """The files with the state of each match, and the declarations with theirs; nothing else is changed."""
    claims = (*(_entry(one, declared) for one in declared.entries), *_annotations(declared))
    first = tuple(_with_states(file, claims, corpus, declared) for file in files)
    met = {identity for file in first for match in _matches(file) for identity in match.declared_by}
    missed = [claim for claim in claims if claim.is_entry and claim.declaration.id not in met]
    second = tuple(_with_other_origins(file, missed) for file in first)
    told = tuple(
        _told(claim, second, corpus, declared) for claim in claims if claim.is_entry or claim.declaration.id in met
    )
    return second, (*told, *_problems(declared))


def _reference(declaration: Declaration) -> Reference:
    """A declaration speaks for its files as a line of NOTICE does that names them."""
    text = f"{declaration.origin} {declaration.version}".strip()
    is_of_all = all(not pattern.strip("*/.") for pattern in declaration.files)
    return Reference(
        declaration.path, declaration.line, text, declaration.origin, REPOSITORY_WIDE, names_file=not is_of_all
    )


def _entry(entry: Entry, declared: Declared) -> _Claim:
    reuse = entry.reuse
    licences = dict.fromkeys(one for path in sorted(entry.patterns.plain) for one in declared.licences(path))
    declaration = Declaration(
        id=_identity(entry.path, reuse.origin, reuse.files),
        path=entry.path,
        line=entry.line,
        state=State.NOT_FOUND,
        origin=reuse.origin,
        version=" ".join(filter(None, (reuse.version, reuse.commit))),
        licence=" AND ".join(licences),
        files=reuse.files,
        changes=reuse.changes,
        reason=reuse.reason,
        remarks=reuse.remarks,
        matches=(),
    )
    return _Claim(declaration, entry.patterns)


def _annotations(declared: Declared) -> Iterator[_Claim]:
    """A copyright statement of REUSE.toml says whose the files are."""
    for one in declared.annotations:
        for text in one.copyrights:
            declaration = Declaration(
                id=_identity(one.path, text, one.paths),
                path=one.path,
                line=one.line,
                state=State.DECLARED,
                origin=text,
                version="",
                licence=" AND ".join(one.licences),
                files=one.paths,
                changes="",
                reason="",
                remarks="",
                matches=(),
            )
            yield _Claim(declaration, one.patterns, one)


def _identity(path: str, origin: str, files: Sequence[str]) -> str:
    return f"D-{hashlib.sha256(repr((path, origin, tuple(files))).encode('utf-8', 'replace')).hexdigest()[:12]}"


def _problems(declared: Declared) -> Iterator[Declaration]:
    for one in declared.problems:
        identity = _identity(one.path, "", ())
        yield Declaration(identity, one.path, 1, State.UNREADABLE, "", "", "", (), "", "", "", (), problem=one.text)


def _matches(file: File) -> Iterator[Match]:
    return (fragment.match for fragment in file.fragments if fragment.match)


def _changed(file: File, change: Callable[[Match], Match]) -> File:
    fragments = (replace(one, match=change(one.match)) if one.match else one for one in file.fragments)
    return replace(file, fragments=tuple(fragments))


def _with_states(file: File, claims: Sequence[_Claim], corpus: Corpus, declared: Declared) -> File:
    covering = [claim for claim in claims if claim.covers(file, declared)]
    licences = declared.licences(file.path)

    def change(match: Match) -> Match:
        origins = corpus.of_match(match)
        naming = [claim.declaration for claim in covering if any(map(claim.names, origins))]
        if not naming:
            return match
        state = State.OTHER_LICENCE if _has_other_licence(match, naming, licences) else State.DECLARED
        said = dict.fromkeys((*match.references, *map(_reference, naming)))
        ids = tuple(dict.fromkeys(one.id for one in naming))
        return replace(match, declaration=state, declared_by=ids, references=tuple(said))

    return _changed(file, change) if covering else file


def _has_other_licence(match: Match, naming: Sequence[Declaration], licences: Sequence[str]) -> bool:
    """Whether REUSE.toml leaves out every licence of the places that the declared origin can mean.

    Only a host that the declaration itself names can be meant: a model's code may have another licence elsewhere.
    """
    texts = [one.origin.casefold() for one in naming]
    meant = [tie for tie in match.ties if any(_words(tie.host) in _words(text) for text in texts)]
    held = [_ids(tie.licence) for tie in meant]
    said = frozenset[str]().union(*map(_ids, licences))
    return bool(said and held and all(held)) and not any(one <= said for one in held)


def _words(text: str) -> str:
    return f" {' '.join(re.findall('[a-z0-9]+', text.casefold()))} "


def _ids(expression: str) -> frozenset[str]:
    return frozenset(one for one in _LICENCE_ID.findall(expression) if one not in _OPERATORS)


def _with_other_origins(file: File, missed: Sequence[_Claim]) -> File:
    """Code of one organisation alone in a file for which only other origins are declared."""
    covering = tuple(claim.declaration.id for claim in missed if claim.patterns.cover(file.path))

    def change(match: Match) -> Match:
        if match.declared_by or match.commonality is not Commonality.EXCLUSIVE:
            return match
        return replace(match, declaration=State.OTHER_ORIGIN, declared_by=covering)

    return _changed(file, change) if covering else file


def _told(claim: _Claim, files: Sequence[File], corpus: Corpus, declared: Declared) -> Declaration:
    identity = claim.declaration.id
    covered = [file for file in files if claim.covers(file, declared)]
    matches = [match for file in covered for match in _matches(file)]
    met = [match for match in matches if identity in match.declared_by]
    known = any(map(claim.names, corpus.all))
    found = {match.declaration for match in met}
    states: dict[DeclarationState, bool] = {
        State.NO_SUCH_FILE: not covered,
        State.OTHER_LICENCE: State.OTHER_LICENCE in found,
        State.DECLARED: State.DECLARED in found,
        State.OTHER_ORIGIN: bool(met),
        State.NOT_IN_CORPUS: not known,
        State.NOT_TOLD_APART: any(not match.declared_by for match in matches),
        State.NOT_FOUND: True,
    }
    state = next(state for state, holds in states.items() if holds)
    return replace(claim.declaration, state=state, matches=tuple(match.id for match in met), is_known=known)
