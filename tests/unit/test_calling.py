# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Names that credit a place of the corpus: of its model and its maker, and of its package where no model has it."""

from pathlib import Path

import pytest

from gyebo import rulebook as rules_on_disk
from gyebo.calling import called, siblings
from gyebo.notices.resolution import Resolution, resolves
from gyebo.report import Place, Reference, Text, Work
from gyebo.rulebook import Rulebook


@pytest.fixture(scope="module")
def rulebook(root: Path) -> Rulebook:
    return rules_on_disk.load(root / "rules")


@pytest.mark.parametrize(
    ("identity", "model", "name", "other", "never"),
    [
        ("deepseek", "deepseek_v2", "DeepSeek-V2", "DeepSeek-V3", "DeepSeek-V2"),
        ("mistral_ai", "mixtral", "Mixtral", "Ministral", "Mistral"),
    ],
)
def test_a_maker_s_other_models_are_known_by_name_but_for_one_called_like_the_maker(
    rulebook: Rulebook, identity: str, model: str, name: str, other: str, never: str
) -> None:
    work = Work(model, name, "", identity, Text("", ""), "", "")
    told = siblings(rulebook, rulebook.organisations[identity], work)
    assert other in told
    assert never not in told


def _resolved(rulebook: Rulebook, model: str, path: str, target: str) -> Resolution:
    """Of code of audiocraft: what a line that names this resolves to."""
    work = rulebook.work_of(model, "meta", "Meta audiocraft")
    place = Place(work, "audiocraft-1.3.0", "Meta audiocraft", "MIT", "2024-06-03", path, "Norm", 1, 9)
    return resolves(Reference("a.py", 1, target, target, 2), called(rulebook, work, place))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("audiocraft", Resolution.EXACT_MODEL),
        ("MusicGen", Resolution.ORGANISATION),
        ("Meta", Resolution.ORGANISATION),
        ("DeepSeek-V3", Resolution.NO),
    ],
)
def test_code_that_models_of_a_package_share_is_credited_by_the_package_and_by_any_of_them(
    rulebook: Rulebook, target: str, expected: Resolution
) -> None:
    assert _resolved(rulebook, "", "audiocraft/modules/lstm.py", target) is expected


@pytest.mark.parametrize(("target", "expected"), [("MusicGen", Resolution.EXACT_MODEL), ("audiocraft", Resolution.NO)])
def test_code_of_one_model_of_a_package_is_not_credited_by_the_package(
    rulebook: Rulebook, target: str, expected: Resolution
) -> None:
    assert _resolved(rulebook, "musicgen", "audiocraft/models/musicgen.py", target) is expected


def test_a_package_whose_name_is_a_common_word_is_not_meant_by_the_word(rulebook: Rulebook) -> None:
    work = rulebook.work_of("", "huggingface", "Hugging Face transformers")
    place = Place(
        work, "transformers-5.23.0", "Hugging Face transformers", "Apache-2.0", "2026-11-13", "a.py", "Norm", 1, 9
    )
    assert "transformers" not in called(rulebook, work, place).models
