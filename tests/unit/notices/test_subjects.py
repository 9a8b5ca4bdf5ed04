# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Of which files of a submission a line of its NOTICE or README speaks."""

import time

import pytest

from gyebo.notices.subjects import Subjects
from gyebo.report import Reference

PATHS = ("src/a.py", "src/b.py", "src/deep/c.py", "other/c.py", "d.py", "kernels/k.cu")


def _about(text: str) -> list[str]:
    subjects = Subjects(PATHS)
    reference = Reference("NOTICE", 1, text, "Qwen2", 1)
    return [path for path in PATHS if subjects.means(reference, path)]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("src/a.py is taken from Qwen2", ["src/a.py"]),
        ("* `a.py`: adapted from Qwen2", ["src/a.py"]),
        ("Parts of ./src/a.py are based on Qwen2", ["src/a.py"]),
        ("The code in src/a.py and src/b.py was copied from Qwen2", ["src/a.py", "src/b.py"]),
        ("- a.py, b.py, and d.py - Qwen2, Apache-2.0", ["src/a.py", "src/b.py", "d.py"]),
        ("| `src/a.py` | Qwen2 | Apache-2.0 |", ["src/a.py"]),
        ("src/a.py는 Qwen2에서 가져왔습니다", ["src/a.py"]),
        ("src/a.py 파일과 d.py는 Qwen2의 코드를 수정한 것입니다", ["src/a.py", "d.py"]),
        ("c.py is taken from Qwen2", ["src/deep/c.py", "other/c.py"]),
        ("src/ is derived from Qwen2", ["src/a.py", "src/b.py", "src/deep/c.py"]),
        ("Files in src/deep/* are from Qwen2", ["src/deep/c.py"]),
        ("kernels/k.cu: adapted from Qwen2", ["kernels/k.cu"]),
        ("Qwen2.5 and Node.js gave a lot; kernels/k.cu is ours", list(PATHS)),
        ("src/*.py: Qwen2", ["src/a.py", "src/b.py", "src/deep/c.py"]),
    ],
)
def test_a_line_that_opens_with_files_of_the_submission_is_about_them(text: str, paths: list[str]) -> None:
    assert _about(text) == paths


@pytest.mark.parametrize(
    "text",
    [
        "Based on modeling_qwen2.py of transformers",
        "This project is taken from Qwen2, see src/a.py",
        "modeling_qwen2.py is the origin of our model",
        "Qwen2 (https://github.com/QwenLM/Qwen2/blob/main/a.py)",
        "https://github.com/QwenLM/Qwen2",
        "Run a.py to train; the model is adapted from Qwen2",
        "우리 모델은 Qwen2를 기반으로 합니다",
        "/ Qwen2",
        "",
    ],
)
def test_a_line_that_opens_with_none_of_them_is_about_all(text: str) -> None:
    assert _about(text) == [*PATHS]


def test_a_hostile_line_ends() -> None:
    began = time.perf_counter()
    for part in ("the file ", "a.py, ", "- * ", "a/", "*", ".", "a" * 50, "files of "):
        _about(part * 20_000)
    assert time.perf_counter() - began < 5
