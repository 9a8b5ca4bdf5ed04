# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What two fragments say alike outside their code, and which names of the origin were left in it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from gyebo.hashing import text_hash
from gyebo.model import Syntax
from gyebo.report import Leftover, Quote, Rename, Span, Wording
from gyebo.stages.quote import MOST_QUOTED, Literal, digests, is_prose, leftovers, literals, quotes, within

Read = Callable[[str], Syntax]

SOURCE = '''
def pick(one):
    """Say what is picked.

      An  odd   spelling of the routning here.
    """
    # never mind the padded rows below
    raise ValueError("there is no " "layer of this\\nkind: " + one)
'''


def test_comments_and_messages_have_their_lines_and_single_blanks(read: Read) -> None:
    assert literals(read(SOURCE)) == (
        Literal(Wording.COMMENT, 3, "Say what is picked."),
        Literal(Wording.COMMENT, 5, "An odd spelling of the routning here."),
        Literal(Wording.COMMENT, 7, "never mind the padded rows below"),
        Literal(Wording.MESSAGE, 8, "there is no layer of this kind:"),
    )


def test_only_what_is_long_enough_to_be_told_apart_is_kept(read: Read) -> None:
    found = literals(read(SOURCE + "# 1234 5678 9012 3456 7890\n# TODO: remove\n"))
    said = (
        "An odd spelling of the routning here.",
        "never mind the padded rows below",
        "there is no layer of this kind:",
    )
    assert digests(found).tolist() == sorted(text_hash(one.encode()) for one in said)


def test_chinese_and_korean_say_as_much_in_fewer_characters(read: Read) -> None:
    long, short = "偏置只用于挑选专家，不参与加权", "# 偏置\n# 하나 더 빼기\n"
    korean = "부하가 큰 전문가는 다음 단계에서 뺀다"
    found = literals(read(f"# {long}\n{short}# {korean}\n"))
    assert digests(found).tolist() == sorted(text_hash(one.encode()) for one in (long, korean))


@pytest.mark.parametrize(
    "text",
    ["Empty experts count as half a token.", "偏置只用于挑选专家，不参与加权", "부하가 큰 전문가는 다음 단계에서 뺀다"],
)
def test_a_sentence_is_prose(text: str) -> None:
    assert is_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "num_heads (`int`, *optional*, defaults to 12):",
        "model.layers.{}.self_attn.q_proj.weight",
        "meta-llama/Llama-3.1-70B-Instruct is",
    ],
)
def test_names_of_settings_and_weights_are_no_prose(text: str) -> None:
    assert not is_prose(text)


def test_those_of_a_fragment_are_those_in_its_lines(read: Read) -> None:
    assert [one.line for one in within(literals(read(SOURCE)), Span(4, 1, 7, 1))] == [5, 7]


def said(*texts: str, wording: Wording = Wording.COMMENT) -> tuple[Literal, ...]:
    return tuple(Literal(wording, number, text) for number, text in enumerate(texts, 1))


COMMON, RARE = "scores are normalised before they are used", "an odd spelling of the routning here"


def test_the_rarest_of_what_both_say_comes_first() -> None:
    counts = {text_hash(COMMON.encode()): 40, text_hash(RARE.encode()): 1}
    found = quotes(said(COMMON, "only here and nowhere else said", RARE), said(RARE, COMMON), (), counts.__getitem__)
    assert found == (Quote(Wording.COMMENT, RARE, 3, 1, True, 1), Quote(Wording.COMMENT, COMMON, 1, 2, True, 40))


def test_what_is_equal_after_the_renaming_is_told_as_such() -> None:
    referenced, submitted = "the gate of AuroraRouter is not closed", "the gate of NorthRouter is not closed"
    counts = {text_hash(referenced.encode()): 2}
    found = quotes(said(submitted), said(referenced), (Rename("AuroraRouter", "NorthRouter", 3),), counts.__getitem__)
    assert found == (Quote(Wording.COMMENT, submitted, 1, 1, False, 2),)


def test_short_lines_that_both_have_are_not_quoted() -> None:
    assert quotes(said("see above", "x = 1"), said("see above", "x = 1"), (), lambda _: 1) == ()


def test_no_more_is_quoted_than_can_be_read() -> None:
    many = said(*(f"line {'of many words ' * number}" for number in range(1, 40)))
    assert len(quotes(many, many, (), lambda _: 1)) == MOST_QUOTED


@pytest.mark.parametrize("text", ["DeepSeekV2: no layer found", "as in deepseek_v2.modeling", "(Deepseek-V2)"])
def test_a_name_of_the_origin_is_found_however_it_is_spelt(text: str) -> None:
    found = leftovers(said("nothing", text, wording=Wording.MESSAGE), ("DeepSeek-V2", "deepseek_v2"))
    assert found == (Leftover(Wording.MESSAGE, "DeepSeek-V2", text, 2),)


def test_a_leftover_in_a_comment_says_where_its_paragraph_begins() -> None:
    lines = (*said("one", "of deepseek", "and two"), *(replace(one, line=9) for one in said("deepseek again")))
    assert [(one.line, one.paragraph) for one in leftovers(lines, ("DeepSeek",))] == [(2, 1), (9, 9)]


def test_short_names_and_other_words_are_no_leftovers() -> None:
    assert leftovers(said("the sam of it", "a deep seek"), ("SAM", "deepseek_v2")) == ()
