# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Which works a fragment is like, which cannot be told apart, and what is never said of one organisation alone."""

from collections.abc import Callable

import pytest

from gyebo.corpus.index import Index
from gyebo.corpus.lookup import Lookup
from gyebo.likening import found_in
from gyebo.model import Analysed, Candidate, Found, Paired
from gyebo.report import Commonality
from gyebo.rulebook import Rulebook
from gyebo.stages.attribute import attribute, maker

Analyse = Callable[[str], Analysed]
Ask = Callable[..., Found | None]
ORDERED = ("router", "stray", "shift")


@pytest.fixture
def ask(tiny_index: Index, tiny_rulebook: Rulebook, analysed: Analyse, texts: dict[str, str]) -> Ask:
    """What is found for the first definition of a text."""

    def asked(text: str, own: tuple[str, ...] = (), before: str = "", unit: int = 1) -> Found | None:
        found = analysed(texts["header"] + text)
        return found_in(Lookup(tiny_index, own, before), tiny_rulebook.matching, found, [unit]).get(unit)

    return asked


@pytest.fixture
def tied(tiny_index: Index) -> Callable[[Found | None], set[str]]:
    """Models of the tie set."""
    lookup = Lookup(tiny_index)

    def models(found: Found | None) -> set[str]:
        return {lookup.place(place).work.model for place in found.pairing.ties} if found else set()

    return models


def replaced(text: str, **names: str) -> str:
    for old, new in names.items():
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_verbatim_copy_is_verbatim_and_exclusive(
    ask: Ask, tied: Callable[[Found | None], set[str]], texts: dict[str, str]
) -> None:
    found = ask(texts["router"])
    assert found
    assert (found.pairing.is_verbatim, found.pairing.is_same_class) == (True, True)
    assert (found.spread.commonality, found.spread.models, found.spread.organisations) == (Commonality.EXCLUSIVE, 1, 1)
    assert tied(found) == {"aurora_one"}


def test_a_renamed_copy_is_of_the_same_class_but_not_verbatim(ask: Ask, texts: dict[str, str]) -> None:
    found = ask(replaced(texts["router"], gates="doors", scores="marks", best="top"))
    assert found
    assert (found.pairing.is_verbatim, found.pairing.is_same_class) == (False, True)
    assert found.pairing.best.resemblance == 1.0


def test_a_copy_is_verbatim_even_where_its_file_binds_other_names(ask: Ask, texts: dict[str, str]) -> None:
    found = ask(texts["router"] + "\nsigmoid = topk = gather = None\n")
    assert found
    assert (found.pairing.is_verbatim, found.pairing.is_same_class) == (True, True)
    assert (found.pairing.best.resemblance, found.pairing.best.containment) == (1.0, 1.0)


def test_a_function_inside_much_other_code_is_found(
    ask: Ask, tied: Callable[[Found | None], set[str]], texts: dict[str, str]
) -> None:
    lines = texts["router"].strip().splitlines()
    other = "\n".join(f"    part_{n} = sum(tokens.split({n})) + len(str(gates)) - {n} % 7" for n in range(40))
    found = ask("\n".join([lines[0], other, *lines[1:], ""]))
    assert found
    assert found.pairing.best.containment < 0.4 < found.pairing.best.inclusion
    assert tied(found) == {"aurora_one"}


def test_an_edited_copy_is_modified(ask: Ask, tied: Callable[[Found | None], set[str]], texts: dict[str, str]) -> None:
    edited = texts["router"].replace("    picked =", "    hidden = hidden.clamp(max=0.5, min=-0.5)\n    picked =")
    found = ask(replaced(edited, gates="doors"))
    assert found
    assert (found.pairing.is_verbatim, found.pairing.is_same_class) == (False, False)
    assert 0.8 < found.pairing.best.resemblance < 1
    assert tied(found) == {"aurora_one"}


def test_unrelated_code_has_no_match(ask: Ask) -> None:
    lines = "".join(f"    v{n} = math.floor(v{n - 1}) ** {n} if v{n - 1} else [{n}]\n" for n in range(1, 12))
    assert ask(f"def own(v0):\n{lines}    return v11\n") is None


def test_fragments_too_small_have_no_match(ask: Ask) -> None:
    assert ask("def f(self, width):\n    super().__init__()\n    self.width = width\n") is None


def test_works_with_the_code_as_written_are_the_ties_of_a_verbatim_copy(
    ask: Ask, tied: Callable[[Found | None], set[str]], texts: dict[str, str]
) -> None:
    assert tied(ask(texts["shift"])) == {"borealis"}
    assert tied(ask(replaced(texts["shift"], window="span"))) == {"hanul"}
    assert tied(ask(replaced(texts["shift"], window="reach"))) == {"borealis", "hanul"}


@pytest.mark.parametrize(
    ("is_equal", "told"), [(True, {"aurora_one"}), (False, {"aurora_one", "stray_one"})], ids=["equal", "edited"]
)
def test_what_is_nearly_as_near_is_tied_unless_the_nearest_is_equal(
    tiny_index: Index,
    tiny_rulebook: Rulebook,
    analysed: Analyse,
    texts: dict[str, str],
    *,
    is_equal: bool,
    told: set[str],
) -> None:
    lookup = Lookup(tiny_index)
    near = (lookup.of_digest(int(analysed(texts["header"] + texts[name]).prints.digests[1])) for name in ORDERED)
    paired = [
        Paired(Candidate(cls, 100.0, share, share, share), 90, 90, share, share, share)
        for cls, share in zip(near, (0.94, 0.96, 0.8), strict=True)
        if cls is not None
    ]
    text = replaced(texts["router"], gates="doors") if is_equal else "def other(a):\n    return a\n"
    pairing = attribute(lookup, analysed(texts["header"] + text).prints, 1, 100, paired, tiny_rulebook.matching)
    assert pairing
    assert pairing.is_same_class == is_equal
    assert {lookup.place(place).work.model for place in pairing.ties} == told


def test_renamed_code_of_two_organisations_is_shared(ask: Ask, texts: dict[str, str]) -> None:
    found = ask(replaced(texts["shift"], window="reach"))
    assert found
    assert (found.spread.commonality, found.spread.organisations) == (Commonality.SHARED, 2)


def test_even_a_verbatim_copy_is_not_exclusive_where_others_have_it_renamed(ask: Ask, texts: dict[str, str]) -> None:
    found = ask(texts["shift"])
    assert found
    assert found.spread.commonality is not Commonality.EXCLUSIVE


def test_code_of_many_makers_is_common_heritage(ask: Ask, texts: dict[str, str]) -> None:
    found = ask(replaced(texts["norm"], variance="power"))
    assert found
    assert (found.spread.commonality, found.spread.organisations) == (Commonality.COMMON_HERITAGE, 4)


def test_unknown_makers_are_never_one(
    ask: Ask, tied: Callable[[Found | None], set[str]], tiny_index: Index, texts: dict[str, str]
) -> None:
    assert len({maker(work) for work in tiny_index.description.works if work.organisation == "unknown"}) == 2
    found = ask(texts["stray"])
    assert found
    assert tied(found) == {"stray_one"}
    assert found.pairing.likenesses[0].resemblance - found.pairing.likenesses[1].resemblance > 0.05
    assert (found.spread.commonality, found.spread.organisations) == (Commonality.SHARED, 2)


def test_what_the_organisation_itself_had_published_first_is_not_held_against_it(
    ask: Ask, texts: dict[str, str]
) -> None:
    assert ask(texts["router"], own=("aurora",)) is None
    assert ask(texts["router"], own=("borealis", "hanul")) is not None


def test_what_others_had_published_before_the_organisation_did_is_told(
    ask: Ask, tied: Callable[[Found | None], set[str]], texts: dict[str, str]
) -> None:
    assert tied(ask(texts["shift"], own=("hanul",))) == {"borealis"}


def test_what_is_not_older_than_the_submission_has_no_match(ask: Ask, texts: dict[str, str]) -> None:
    assert ask(texts["router"], before="2024-01-01") is None
    assert ask(texts["router"], before="2024-01-02") is not None


def test_a_module_is_matched_by_its_digest_alone(
    ask: Ask, tied: Callable[[Found | None], set[str]], texts: dict[str, str]
) -> None:
    found = ask(texts["norm"] + texts["router"], unit=0)
    assert found
    assert (found.pairing.is_verbatim, tied(found)) == (True, {"aurora_one"})
    assert ask(texts["router"] + texts["norm"], unit=0) is None


def test_an_own_module_raises_no_match(ask: Ask, texts: dict[str, str]) -> None:
    assert ask(texts["norm"] + texts["router"], own=("aurora",), unit=0) is None


def test_likenesses_hold_one_entry_a_work_the_likest_first(ask: Ask, texts: dict[str, str]) -> None:
    found = ask(texts["norm"])
    assert found
    likenesses = found.pairing.likenesses
    assert len({one.work for one in likenesses}) == len(likenesses)
    assert [one.resemblance for one in likenesses] == sorted((o.resemblance for o in likenesses), reverse=True)
    assert found.pairing.runner_up <= likenesses[0].resemblance
