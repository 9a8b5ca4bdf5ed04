# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A shortened path keeps what tells it from its neighbours, and its room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo.formats.html.labels import cells, seated, shortened


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("north/model.py", "north/model.py"),
        ("a/very/deep/folder/of/north/model.py", "…/folder/of/north/model.py"),
        ("north/modeling_hyper_large.py", "north/modeling_hyper_large.py"),
        ("somewhere/modeling_hyper_large.py", "…/modeling_hyper_large.py"),
        ("deep/modeling_hyper_largest_2.py", "…/modeling_hyper_largest_2.py"),
        ("model/modeling_hyperclovax_vision_v2.py", "modeling_hyper…x_vision_v2.py"),
    ],
)
def test_a_path_is_cut_in_front_while_its_name_has_room_and_then_in_the_middle(path: str, told: str) -> None:
    assert shortened(path, 29) == told


def test_long_names_that_differ_at_their_beginning_stay_apart() -> None:
    names = [f"{verb}_hyperclovax_vision_version2.py" for verb in ("modeling", "processing", "configuration")]
    assert len({shortened(f"model/{name}", 29) for name in names}) == 3


@given(st.text(st.sampled_from("ab/é가"), min_size=1, max_size=80), st.integers(8, 40))
def test_a_label_never_takes_more_than_its_room(path: str, room: int) -> None:
    assert cells(shortened(path, room)) <= room


@pytest.mark.parametrize(
    ("room", "told"),
    [
        (53, "Technology Innovation Institute, United Arab Emirates"),
        (52, "Technology Innovation Institute, AE"),
        (34, "Technology Innovation Institu…, AE"),
        (15, "Technology…, AE"),
    ],
)
def test_a_country_gives_way_to_its_maker_and_both_to_the_room(room: int, told: str) -> None:
    assert seated("Technology Innovation Institute", "United Arab Emirates", "AE", room) == told
    assert cells(told) <= room


@given(
    st.text(st.sampled_from("ab 가"), min_size=1, max_size=50), st.sampled_from(["AE", "unknown"]), st.integers(8, 60)
)
def test_a_maker_never_takes_more_than_its_room(maker: str, iso: str, room: int) -> None:
    assert cells(seated(maker, "not known", iso, room)) <= room
