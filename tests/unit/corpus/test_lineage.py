# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What small modular files and labels declare of their descent."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo.corpus.lineage import COPIED_FROM, MODULAR, Chains, Descent, ModelLink, chain, descents, in_time, model_links
from gyebo.report import Link, Place, Publication, Text, Work

FOLDER = PurePosixPath("transformers/models/solar")
MODULAR_FILE = FOLDER / "modular_solar.py"
MODELING_FILE = FOLDER / "modeling_solar.py"
GLM = "transformers.models.glm4_moe.modeling_glm4_moe"


def _named(path: PurePosixPath, text: str) -> set[tuple[str, str, str, str]]:
    return {(one.child_path.name, one.child_name, one.parent_module, one.parent_name) for one in descents(path, text)}


def test_a_modular_class_descends_from_its_base_in_another_model() -> None:
    text = "from ..glm4_moe.modeling_glm4_moe import Glm4MoeMLP as MLP\n\n\nclass SolarMLP(MLP):\n    pass\n"
    assert descents(MODULAR_FILE, text) == (
        Descent(MODELING_FILE, "SolarMLP", GLM, "Glm4MoeMLP", MODULAR, MODULAR_FILE, 4),
    )


def test_the_generated_place_follows_the_parents_module() -> None:
    text = (
        "from ..glm4_moe.configuration_glm4_moe import Glm4MoeConfig\nfrom ..glm.modular_glm import GlmConfig\n"
        "from ..glm import modeling_glm\nclass AConfig(Glm4MoeConfig): ...\nclass BConfig(GlmConfig): ...\n"
        "class C(modeling_glm.GlmMLP): ...\n"
    )
    assert _named(MODULAR_FILE, text) == {
        ("configuration_solar.py", "AConfig", "transformers.models.glm4_moe.configuration_glm4_moe", "Glm4MoeConfig"),
        ("configuration_solar.py", "BConfig", "transformers.models.glm.modular_glm", "GlmConfig"),
        ("modeling_solar.py", "C", "transformers.models.glm.modeling_glm", "GlmMLP"),
    }


def test_a_class_whose_base_stands_in_the_same_file_takes_nothing_from_elsewhere() -> None:
    text = f"from {GLM} import Base, Other\nclass A(Base): ...\nclass B(A): ...\nclass C(B, C, Other): ...\n"
    assert {(one.child_name, one.parent_name) for one in descents(MODULAR_FILE, text)} == {
        ("A", "Base"),
        ("C", "Other"),
    }


def test_an_imported_function_used_as_it_is_descends_and_a_redefined_one_does_not() -> None:
    text = (
        "from ..glm4_moe.modeling_glm4_moe import rotate_half, repeat_kv, unused\n"
        "def repeat_kv(x): return x\nclass A: rotate = rotate_half(repeat_kv)\n"
    )
    assert _named(MODULAR_FILE, text) == {("modeling_solar.py", "rotate_half", GLM, "rotate_half")}


def test_what_is_no_other_model_is_no_parent() -> None:
    text = (
        "from torch import nn\nfrom ...modeling_layers import Layer\nfrom .configuration_solar import SolarConfig\n"
        "from ....far.away import Thing\nfrom . import other\nclass A(Layer, nn.Module, SolarConfig, Thing): ...\n"
    )
    assert descents(MODULAR_FILE, text) == ()


def test_a_label_binds_to_the_definition_that_follows() -> None:
    text = (
        f"# Copied from {GLM}.Glm4MoeMLP with Glm4Moe->Solar\n@decorated\n# a remark\nclass SolarMLP:\n"
        "    @staticmethod\n"
        f"    # Copied from {GLM}.Glm4MoeMLP.forward\n    def forward(x):\n        return x\n\n"
        "# Copied from models.bart.modeling_bart.shift_tokens_right\n\ndef shift(): ...\n"
    )
    assert [
        (one.child_name, one.parent_module, one.parent_name, one.line) for one in descents(MODELING_FILE, text)
    ] == [
        ("SolarMLP", GLM, "Glm4MoeMLP", 1),
        ("SolarMLP.forward", GLM, "Glm4MoeMLP.forward", 6),
        ("shift", "transformers.models.bart.modeling_bart", "shift_tokens_right", 10),
    ]


def test_a_label_before_a_statement_or_in_a_string_says_nothing() -> None:
    text = f'# Copied from {GLM}.X\nx = 1\ny = "# Copied from {GLM}.X"\ndef f(): ...\n'
    assert descents(MODELING_FILE, text) == ()


def test_broken_and_deep_sources_say_nothing() -> None:
    for text in (
        "class (:",
        "# Copied from a.b.C\n" + "(" * 50_000,
        "\0# Copied from a.b.C",
        "if 1:\n  x\n # Copied from a.b.C",
        "# Copied from a.b.C\n\rº",
    ):
        assert descents(MODULAR_FILE, text) == ()


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(descents(MODULAR_FILE, "# Copied from a.b.C\n" + text), tuple)


def _descent(child: str, parent: str, kind: str, line: int) -> Descent:
    path = PurePosixPath(f"transformers/models/{child}/modular_{child}.py")
    module = f"transformers.models.{parent}.modeling_{parent}"
    return Descent(path.with_name(f"modeling_{child}.py"), "C", module, "P", kind, path, line)


def test_links_are_gathered_with_their_earliest_line() -> None:
    declared = [
        _descent("solar", "glm", MODULAR, 9),
        _descent("solar", "glm", MODULAR, 3),
        _descent("solar", "solar", MODULAR, 1),
    ]
    path = "transformers/models/solar/modular_solar.py"
    assert model_links(declared) == (ModelLink("solar", "glm", MODULAR, path, 3, 2, "modeling", "C"),)


def copied(child: str, parent: str, part: str, *names: str) -> list[Descent]:
    path = PurePosixPath(f"transformers/models/{child}/{part}_{child}.py")
    module = f"transformers.models.{parent}.{part}_{parent}"
    return [Descent(path, name, module, "P", COPIED_FROM, path, line) for line, name in enumerate(names, 1)]


def place(model: str, path: str, name: str) -> Place:
    work = Work(model, model, model, "lab", Text("Lab", "Lab"), "NO", "")
    return Place(work, "s", "Host", "MIT", "2025-01-01", f"transformers/models/{model}/{path}", name, 1, 2)


@pytest.fixture
def chains() -> Chains:
    declared = (
        *copied("llama", "t5", "tokenization", "A", "B"),
        *copied("llama", "neox", "modeling", "Attention", "Layer"),
        *copied("llama", "bert", "modeling", "Norm"),
        *copied("llama", "bert", "modeling", "Norm"),
        *copied("neox", "gpt", "modeling", "Attention", "Layer"),
        *copied("solar", "glm", "modeling", "Attention", "Layer"),
    )
    return Chains(model_links(declared))


@pytest.mark.parametrize(
    ("path", "name", "expected"),
    [
        ("modeling_llama.py", "Attention", ["neox", "gpt"]),
        ("modeling_llama.py", "Norm.forward", ["neox", "bert", "gpt"]),
        ("modeling_llama.py", "Normal", ["neox", "gpt"]),
        ("tokenization_llama_fast.py", "A", ["t5"]),
        ("configuration_llama.py", "A", []),
        ("helpers.py", "A", ["neox", "gpt"]),
        ("modular_llama.py", "Layer.forward", ["neox", "gpt"]),
        ("modular_llama.py", "LlamaTokenizer", ["t5"]),
    ],
)
def test_a_place_has_the_ancestors_of_its_kind_of_file_and_of_itself(
    chains: Chains, path: str, name: str, expected: list[str]
) -> None:
    assert sorted(link.parent for link in chains.of([place("llama", path, name)])) == sorted(expected)


def test_code_of_several_places_has_the_ancestors_of_all_the_first_ones_first(chains: Chains) -> None:
    places = [place("solar", "modeling_solar.py", "X"), place("llama", "modeling_llama.py", "X")]
    assert [link.parent for link in chains.of(places)] == ["glm", "neox", "gpt"]
    assert [link.parent for link in chains.of(places[::-1])] == ["neox", "gpt", "glm"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Layer", {"deepseek", "half", "llama"}), ("Norm", {"deepseek", "half", "llama", "cohere", "distant"})],
)
def test_a_main_ancestor_gave_its_child_about_as_much_as_the_largest_parent_or_this_code(
    name: str, expected: set[str]
) -> None:
    chains = Chains(
        [
            ModelLink(child, parent, MODULAR, "x.py", 1, definitions, part, only)
            for child, parent, definitions, part, only in (
                ("glm", "deepseek", 14, "modeling", ""),
                ("glm", "lesser", 2, "modeling", ""),
                ("glm", "half", 7, "modeling", ""),
                ("glm", "speller", 30, "tokenization", ""),
                ("glm", "cohere", 1, "modeling", "Norm"),
                ("deepseek", "llama", 3, "modeling", ""),
                ("lesser", "hidden", 9, "modeling", ""),
                ("cohere", "distant", 9, "modeling", ""),
                ("llama", "glm", 5, "modeling", ""),
            )
        ]
    )
    assert chains.main([place("glm", "modeling_glm.py", name)], 0.5) == expected


def test_a_chain_is_breadth_first_without_cycles_and_inheritance_comes_first() -> None:
    declared = [
        _descent("solar", "bert", COPIED_FROM, 1),
        _descent("solar", "glm", MODULAR, 2),
        _descent("glm", "llama", MODULAR, 3),
        _descent("llama", "solar", MODULAR, 4),
        _descent("bert", "llama", COPIED_FROM, 5),
    ]
    links = model_links(declared)
    assert [(link.child, link.parent) for link in chain("solar", links)] == [
        ("solar", "glm"),
        ("solar", "bert"),
        ("glm", "llama"),
    ]
    assert chain("unknown", links) == ()


def test_a_long_chain_needs_no_recursion() -> None:
    links = model_links([_descent(f"m{at}", f"m{at + 1}", MODULAR, 1) for at in range(5_000)])
    assert len(chain("m0", links)) == 5_000


def _step(child: str, parent: str, **firsts: str) -> Link:
    def work(model: str) -> Work:
        first = Publication("transformers", "4.0.0", firsts[model]) if model in firsts else None
        return Work(model, model, model, "unknown", Text("", ""), "unknown", "", first)

    return Link(work(child), work(parent), COPIED_FROM, "modeling.py", 1)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"t5": "2019-12-20", "gptj": "2021-09-27"}, []),
        ({"t5": "2021-09-27", "gptj": "2019-12-20"}, ["gptj", "gpt2"]),
        ({"t5": "2021-09-27", "gptj": "2021-09-27"}, ["gptj", "gpt2"]),
        ({"t5": "2019-12-20"}, ["gptj", "gpt2"]),
        ({"gptj": "2021-09-27", "gpt2": "2022-01-01"}, ["gptj"]),
    ],
)
def test_no_model_is_told_to_descend_from_a_younger_one(dates: dict[str, str], expected: list[str]) -> None:
    told = in_time([_step("t5", "gptj", **dates), _step("gptj", "gpt2", **dates)], ["t5"])
    assert [one.parent.model for one in told] == expected
