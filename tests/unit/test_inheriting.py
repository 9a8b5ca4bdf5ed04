# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a modular file says of the files that are generated from it."""

from pathlib import PurePosixPath

from gyebo.inheriting import inherited_references
from gyebo.model import Searched, SearchedUnit, SourceFile
from gyebo.report import FragmentKind, Span

MODULAR = b"""
from transformers.models.birch.configuration_birch import BirchConfig
from ..aster.modeling_aster import AsterMlp, AsterRouter
from ..cedar.modeling_cedar import CedarNorm


class NorthConfig(BirchConfig):
    pass


class NorthMlp(AsterMlp):
    pass


class NorthRouter(AsterRouter):
    pass


class NorthNorm(CedarNorm):
    pass
"""


def _searched(path: str, *names: str) -> Searched:
    units = [SearchedUnit(FragmentKind.MODULE, "", Span(1, 1, 90, 1), 900, "", -1)]
    units += [
        SearchedUnit(FragmentKind.CLASS, name, Span(10 * at, 1, 10 * at + 8, 1), 80, "", 0)
        for at, name in enumerate(names, 1)
    ]
    return Searched(PurePosixPath(path), "", "python", (), tuple(units), (), (), ())


MODELING = _searched("north/modeling_north.py", "NorthNorm", "NorthMlp", "NorthRouter")
FILE = SourceFile(PurePosixPath("north/modular_north.py"), MODULAR)


def test_the_model_that_gave_most_speaks_of_the_file_and_another_of_what_it_gave() -> None:
    found = inherited_references([FILE], [MODELING, _searched("north/configuration_north.py", "NorthConfig")])
    assert {path: [(one.target, one.first_line, one.last_line) for one in told] for path, told in found.items()} == {
        "north/modeling_north.py": [
            ("transformers.models.aster.modeling_aster.AsterMlp", 1, 90),
            ("transformers.models.cedar.modeling_cedar.CedarNorm", 10, 18),
        ],
        "north/configuration_north.py": [
            ("transformers.models.birch.configuration_birch.BirchConfig", 1, 90),
        ],
    }
    (first, *_) = found["north/modeling_north.py"]
    assert (first.path, first.line, first.text, first.level) == (
        "north/modular_north.py",
        11,
        "class NorthMlp(AsterMlp):",
        1,
    )


def test_it_speaks_of_no_file_in_another_folder_and_of_none_that_is_not_there() -> None:
    assert inherited_references([FILE], [_searched("south/modeling_north.py", "NorthMlp")]) == {}
    assert inherited_references([SourceFile(PurePosixPath("north/north.py"), MODULAR)], [MODELING]) == {}
