# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say which works of the corpus the references of files, and those of their origins, name; found there or not."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from gyebo.naming import plain
from gyebo.notices.mentions import Mentions
from gyebo.notices.resolution import Origin, is_path_of
from gyebo.report import Commonality, Direction, File, Fragment, Reference, Work

FILE_LEVEL = 3
"""From here on a reference names a file or a repository by its address; a bare name may be a technique's."""


def pointed(
    files: Sequence[File], said: Mapping[str, tuple[Reference, ...]], works: Sequence[Work], words: Collection[str]
) -> tuple[File, ...]:
    """The files, with what each names as its source; `said` are all references by path.

    Where a model's name is a common word, in `words`, only a path of its own names it: `/transformer/` may be any.
    """
    asking = [file for file in files if is_asked(file)]
    asked = {file.path: [one for one in said.get(file.path, ()) if one.level >= FILE_LEVEL] for file in asking}
    sources = [one for file in asking for each in file.fragments if each.match for one in each.match.origin_references]
    named = _named(dict.fromkeys((*(one for told in asked.values() for one in told), *sources)), works, words)
    return tuple(
        replace(
            file,
            references=tuple(named[one] for one in asked[file.path]),
            fragments=tuple(_with_sources(one, named) for one in file.fragments),
        )
        if file.path in asked
        else file
        for file in files
    )


def _named(
    references: Iterable[Reference], works: Sequence[Work], words: Collection[str]
) -> Mapping[Reference, Reference]:
    """Each with the ids of the works that it names."""
    told = tuple(references)
    mentions, found = Mentions(told), dict[Reference, list[str]]()
    for work in works:
        names = (work.model, work.name)
        is_word = plain(work.name) in words
        for one in mentions.of((Origin(names, (), ()),)):
            if not is_word or is_path_of(one.target, names):
                found.setdefault(one, []).append(work.model)
    return {one: replace(one, works=tuple(found.get(one, ()))) for one in told}


def _with_sources(fragment: Fragment, named: Mapping[Reference, Reference]) -> Fragment:
    if not fragment.match or not fragment.match.origin_references:
        return fragment
    sources = tuple(named[one] for one in fragment.match.origin_references)
    return replace(fragment, match=replace(fragment.match, origin_references=sources))


def is_asked(file: File) -> bool:
    """Whether it holds code of one organisation alone, older than itself, without a word of where that is from."""
    return any(
        one.match
        and one.match.commonality is Commonality.EXCLUSIVE
        and one.match.direction is Direction.FROM
        and not any(each.is_statement for each in one.match.references)
        for one in file.fragments
    )
