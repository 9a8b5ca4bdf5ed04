# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What of a submission's files is read as settings, and what as a model card."""

from pathlib import Path

from gyebo.components.gathering import used_by
from gyebo.stages.collect import collect

FILES = {
    "configs/train.toml": 'model = "Qwen/A"\n',
    "README.md": "---\nbase_model: Qwen/B\n---\nOurs.\n",
    "terms/LicenseRef-qwen.toml": 'models = ["Qwen/C"]\n',
    "NOTICE.yaml": "models:\n  - Qwen/D\n",
}


def test_a_table_of_licences_asks_for_no_weights_and_settings_and_cards_do(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    collected = collect(tmp_path, None, frozenset({".py"}))
    assert {str(one.path) for one in collected.statements} == FILES.keys() - {"configs/train.toml"}
    assert {(path, use.name) for path, use in used_by(collected, ())} == {
        ("configs/train.toml", "Qwen/A"),
        ("README.md", "Qwen/B"),
    }
