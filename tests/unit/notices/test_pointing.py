# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a file's references name is asked only where its code has an origin that none of them leads to."""

from dataclasses import replace

import pytest

from gyebo import codec, resources
from gyebo.notices.pointing import is_asked, pointed
from gyebo.report import Direction, File, Reference, Report, Text, Work


def _work(model: str) -> Work:
    return Work(model, model.title(), "", model, Text(model, model), "NO", "invented")


WORKS = (_work("borealis"), _work("aurora"))
LINK = "github.com/borealis-institute/code/models/borealis/modeling_borealis.py"


@pytest.fixture
def asked() -> File:
    """A file with code of one organisation alone, and no word of it."""
    report = codec.from_json(Report, (resources.folder("reports") / "example.json").read_bytes(), "example.json")
    files = (_with(file, references=(), direction=Direction.FROM) for file in report.files)
    return next(file for file in files if is_asked(file))


def _with(file: File, **changes: object) -> File:
    matched = (replace(one, match=replace(one.match, **changes)) if one.match else one for one in file.fragments)  # type: ignore[arg-type]
    return replace(file, fragments=tuple(matched), references=())


def _said(file: File, target: str, level: int = 3) -> Reference:
    return Reference(file.path, 2, f"Adapted from {target}", target, level)


def test_an_address_is_told_with_the_model_it_names(asked: File) -> None:
    (told,) = pointed([asked], {asked.path: (_said(asked, LINK),)}, WORKS, ())
    assert [one.works for one in told.references] == [("borealis",)]


def test_an_address_that_nobody_knows_is_told_without_one(asked: File) -> None:
    (told,) = pointed([asked], {asked.path: (_said(asked, "github.com/somebody/thing"),)}, WORKS, ())
    assert [one.works for one in told.references] == [()]


def test_a_bare_name_is_no_address(asked: File) -> None:
    (told,) = pointed([asked], {asked.path: (_said(asked, "Borealis", level=2),)}, WORKS, ())
    assert told.references == ()


@pytest.mark.parametrize(
    ("target", "works"),
    [
        ("github.com/somebody/mesh/transformer/layers.py", ()),
        ("github.com/somebody/code/models/transformer/modeling_transformer.py", ("transformer",)),
    ],
)
def test_a_folder_named_like_a_model_that_is_a_word_names_nobody(
    asked: File, target: str, works: tuple[str, ...]
) -> None:
    said = {asked.path: (_said(asked, target),)}
    (told,) = pointed([asked], said, (_work("transformer"),), {"transformer"})
    assert [one.works for one in told.references] == [works]


def test_a_file_whose_origin_is_named_is_not_asked(asked: File) -> None:
    named = _with(asked, references=(_said(asked, "aurora"),))
    assert pointed([named], {asked.path: (_said(asked, LINK),)}, WORKS, ()) == (named,)


def test_a_file_that_may_be_older_than_its_like_is_not_asked(asked: File) -> None:
    assert not is_asked(_with(asked, direction=Direction.UNDATED))


def test_what_an_origin_names_as_its_source_is_told_with_the_model_it_names(asked: File) -> None:
    sources = (_said(asked, "Borealis' code", level=2), _said(asked, "github.com/somebody/thing"))
    (told,) = pointed([_with(asked, origin_references=sources)], {}, WORKS, ())
    named = [[one.works for one in each.match.origin_references] for each in told.fragments if each.match]
    assert named
    assert all(one == [("borealis",), ()] for one in named)
