# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a submission says of its origins: what it said in time counts, what came after the deadline is shown apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from gyebo.declarations.read import SHEET, read
from gyebo.declarations.reconcile import Corpus, reconcile
from gyebo.declarations.types import Declared, Entry
from gyebo.inheriting import inherited_references
from gyebo.makers import Makers
from gyebo.model import Collected, Searched, SourceFile
from gyebo.notices.ladder import SameHolder, compare
from gyebo.notices.mentions import Mentions, brought, counts
from gyebo.notices.pointing import pointed
from gyebo.notices.references import repository_references
from gyebo.report import KEPT, Declaration, File, HolderState, Match, Notice, NoticeState, Reference, Span, Work
from gyebo.rulebook import Rulebook

LOST = frozenset({NoticeState.DROPPED, NoticeState.SUBSTITUTED})


@dataclass(frozen=True, slots=True)
class Late:
    """What was not there by the deadline."""

    notices: Mapping[str, tuple[Notice, ...]] = field(default_factory=dict[str, tuple[Notice, ...]])
    """By file."""
    references: Mapping[str, tuple[Reference, ...]] = field(default_factory=dict[str, tuple[Reference, ...]])
    """By file."""
    wide: tuple[Reference, ...] = ()
    declared: Declared = field(default_factory=Declared)
    now: Declared = field(default_factory=Declared)
    """All that is declared, be it late or not."""
    paths: tuple[str, ...] = ()
    """As Said has them."""


@dataclass(frozen=True, slots=True)
class Said:
    """What counts, and what does not."""

    searched: tuple[Searched, ...]
    """With the notices and references that count."""
    wide: tuple[Reference, ...]
    """Repository-wide references."""
    declared: Declared
    late: Late
    paths: tuple[str, ...] = ()
    """Of all files of the submission, those that were not searched too: a line that names one speaks of no other."""

    @property
    def changes(self) -> Mapping[str, tuple[int, ...]]:
        """By file, the lines that say that it was changed."""
        return {str(one.path): one.changes_stated for one in self.searched}


def said(
    searched: Sequence[Searched], now: Collected, declared: Declared, then: Collected | None, makers: Makers
) -> Said:
    """Everything that stands there now, or, where there was a deadline, what stood `then` and stands there still."""
    inherited = inherited_references((*now.files, *now.beside), searched)
    if then is None:
        return Said(_with(searched, inherited), _wide(now, makers), declared, Late(), now.paths)
    kept, notices, references = _in_time(searched, now, then)
    in_time = inherited_references(then.files, searched)
    known = read(then.statements)
    paths = tuple(dict.fromkeys((*now.paths, *then.paths)))
    late = Late(
        notices,
        {path: (*own, *_new(inherited.get(path, ()), in_time.get(path, ()))) for path, own in references.items()},
        _new(_wide(now, makers), _wide(then, makers)),
        _late_declared(declared, known),
        declared,
        paths,
    )
    return Said(_with(kept, in_time), _wide(then, makers), known, late, paths)


def _with(searched: Sequence[Searched], inherited: Mapping[str, tuple[Reference, ...]]) -> tuple[Searched, ...]:
    """The files, those that are generated with what the files they are generated from say."""
    return tuple(
        replace(one, references=(*one.references, *told)) if (told := inherited.get(str(one.path))) else one
        for one in searched
    )


def _wide(collected: Collected, makers: Makers) -> tuple[Reference, ...]:
    return tuple(
        one
        for file in collected.statements
        if str(file.path) != SHEET
        for one in repository_references(file.content.decode("utf-8", "replace"), str(file.path), makers)
    )


class _Stood:
    """The lines of a submission as they stood at some time."""

    def __init__(self, files: Sequence[SourceFile]) -> None:
        self._by_path = {one.path: frozenset(_lines(one.content)) for one in files}
        self._all = frozenset[bytes]().union(*self._by_path.values())

    def holds(self, path: PurePosixPath, line: bytes) -> bool:
        """Whether a line stood in the file; of one that had another name then, whether it stood anywhere."""
        return line in self._by_path.get(path, self._all)


def _lines(content: bytes) -> Iterator[bytes]:
    """However a file's lines end, and however far they are indented."""
    return (line.strip() for line in content.replace(b"\r", b"\n").split(b"\n"))


def _in_time(
    searched: Sequence[Searched], now: Collected, then: Collected
) -> tuple[tuple[Searched, ...], dict[str, tuple[Notice, ...]], dict[str, tuple[Reference, ...]]]:
    """The searched files with only those statements that stood by the deadline, and the others by file."""
    stood = _Stood(then.files)
    contents = {one.path: list(_lines(one.content.replace(b"\r\n", b"\n"))) for one in now.files}
    kept: list[Searched] = []
    notices: dict[str, tuple[Notice, ...]] = {}
    references: dict[str, tuple[Reference, ...]] = {}
    for one in searched:
        lines = contents[one.path]
        early = {at for at, line in enumerate(lines, 1) if stood.holds(one.path, line)}
        kept.append(
            replace(
                one,
                notices=tuple(notice for notice in one.notices if notice.line in early),
                references=tuple(reference for reference in one.references if reference.line in early),
                licences=tuple(licence for licence in one.licences if licence.line in early),
                changes_stated=tuple(line for line in one.changes_stated if line in early),
            )
        )
        notices[str(one.path)] = tuple(notice for notice in one.notices if notice.line not in early)
        references[str(one.path)] = tuple(one for one in one.references if one.line not in early)
    return tuple(kept), notices, references


def _new(now: Sequence[Reference], then: Sequence[Reference]) -> tuple[Reference, ...]:
    """References that no file held by the deadline, whatever it was called."""
    known = {one.text for one in then}
    return tuple(one for one in now if one.text not in known)


def _late_declared(now: Declared, then: Declared) -> Declared:
    """Entries and annotations that are new, or that say something else than by the deadline."""
    known = {_said(one) for one in then.entries}
    annotated = {(one.paths, one.copyrights, one.licences) for one in then.annotations}
    return Declared(
        entries=tuple(one for one in now.entries if _said(one) not in known),
        annotations=tuple(one for one in now.annotations if (one.paths, one.copyrights, one.licences) not in annotated),
    )


def _said(entry: Entry) -> tuple[str, tuple[str, ...], str, str]:
    return entry.reuse.origin, entry.reuse.files, entry.reuse.version, entry.reuse.commit


def reconciled(
    composed: Sequence[File], words: Said, corpus: Corpus, works: Sequence[Work], rulebook: Rulebook
) -> tuple[tuple[File, ...], tuple[Declaration, ...]]:
    """The files set against what is declared and referenced, in time and too late; and the declarations."""
    files, in_time = reconcile(composed, words.declared, corpus)
    files = pointed(files, {str(one.path): one.references for one in words.searched}, works, rulebook.words)
    files, late = shown_apart(files, words.late, corpus, rulebook.same_holder)
    return files, (*in_time, *late)


def shown_apart(
    files: Sequence[File], late: Late, corpus: Corpus, same_holder: SameHolder
) -> tuple[tuple[File, ...], tuple[Declaration, ...]]:
    """The files with what was said of each match too late, and the declarations that came too late."""
    declaring, declarations = reconcile(files, late.declared, corpus)
    wide = Mentions(late.wide, late.paths)
    told = tuple(
        _with_late(file, other, late, corpus, wide, same_holder) for file, other in zip(files, declaring, strict=True)
    )
    return told, tuple(replace(one, is_late=True) for one in declarations)


def _with_late(
    file: File, declaring: File, late: Late, corpus: Corpus, wide: Mentions, same_holder: SameHolder
) -> File:
    """`declaring` is the same file as the late declarations have it."""
    own = late.references.get(file.path, ())
    notices = late.notices.get(file.path, ())
    along = brought(source for one in file.fragments if one.match for source in one.match.origin_references)

    def changed(span: Span, match: Match, declared: Match) -> Match:
        origins, tied = corpus.of_match(match), corpus.of_match(replace(match, chain=()))
        lines = span.first_line, span.last_line
        said = [one for one in own if one.is_statement and counts(one, tied, origins, lines, along)]
        main = corpus.of_match(replace(match, chain=tuple(link for link in match.chain if link.is_main)))
        told = (one for one in wide.about(file.path, tuple(main)) if one.is_statement)
        said += [one for one in told if late.now.means(one.path, one.line, file.path)]
        said += [one for one in declared.references if one not in match.references]
        states = tuple(_later(state, notices, same_holder) for state in match.notices)
        return replace(match, late_references=tuple(dict.fromkeys(said)), notices=states)

    pairs = zip(file.fragments, declaring.fragments, strict=True)
    fragments = (
        replace(one, match=changed(one.span, one.match, other.match)) if one.match and other.match else one
        for one, other in pairs
    )
    return replace(file, fragments=tuple(fragments))


def _later(state: HolderState, notices: Sequence[Notice], same_holder: SameHolder) -> HolderState:
    """The state by the deadline, with the line that came after it."""
    if state.state not in LOST or not state.upstream:
        return state
    restored = compare((replace(state.upstream, holders=(state.holder,)),), notices, same_holder)
    kept = next((one.submitted for one in restored if one.state in KEPT), None)
    return replace(state, later=kept)
