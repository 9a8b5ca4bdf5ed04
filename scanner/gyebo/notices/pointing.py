# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say which works of the corpus the references of files name, whether or not anything of these was found there."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from gyebo.notices.mentions import Mentions
from gyebo.notices.resolution import Origin, is_path_of
from gyebo.report import Commonality, Direction, File, Reference, Work

FILE_LEVEL = 3
"""From here on a reference names a file or a repository by its address; a bare name may be a technique's."""


def pointed(
    files: Sequence[File], said: Mapping[str, tuple[Reference, ...]], works: Sequence[Work], words: Collection[str]
) -> tuple[File, ...]:
    """The files, with what each names as its source; `said` are all references by path.

    Where a model's name is a common word, in `words`, only a path of its own names it: `/transformer/` may be any.
    """
    asked = [one for file in files if is_asked(file) for one in said.get(file.path, ()) if one.level >= FILE_LEVEL]
    if not asked:
        return tuple(files)
    mentions, named = Mentions(asked), dict[Reference, list[str]]()
    for work in works:
        names = (work.model, work.name)
        is_word = "".join(filter(str.isalnum, work.name.casefold())) in words
        for one in mentions.of((Origin(names, (), ()),)):
            if not is_word or is_path_of(one.target, names):
                named.setdefault(one, []).append(work.model)
    return tuple(
        replace(
            file,
            references=tuple(replace(one, works=tuple(named.get(one, ()))) for one in asked if one.path == file.path),
        )
        for file in files
    )


def is_asked(file: File) -> bool:
    """Whether it holds code of one organisation alone, older than itself, without a word of where that is from."""
    return any(
        one.match
        and one.match.commonality is Commonality.EXCLUSIVE
        and one.match.direction is Direction.FROM
        and not any(each.is_statement for each in one.match.references)
        for one in file.fragments
    )
