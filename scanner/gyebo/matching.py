# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Numbers that decide what counts as a match, each with the measurement that set it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that decides something, and the measurement that set it."""

    value: float
    measured: str


@dataclass(frozen=True, slots=True)
class Matching:
    """rules/matching.toml: what counts as a match."""

    smallest_fragment: Threshold
    varied_tokens: Threshold
    same_bits: Threshold
    whole_tokens: Threshold
    whole_resemblance: Threshold
    whole_bits: Threshold
    part_tokens: Threshold
    part_share: Threshold
    part_rarity: Threshold
    part_resemblance: Threshold
    small_tokens: Threshold
    small_rarity: Threshold
    heard_containment: Threshold
    tie_margin: Threshold
    shared_organisations: Threshold
    exclusive_bits: Threshold
    exclusive_margin: Threshold
    same_code: Threshold
    together_nearness: Threshold
    together_margin: Threshold
    together_far_nearness: Threshold
    together_far_margin: Threshold
    together_definitions: Threshold
    lineage_share: Threshold
    lineage_edited: Threshold
    lineage_bits: Threshold
    lineage_margin: Threshold
    lineage_ancestor: Threshold
    lineage_alone: Threshold
    phrases: Threshold
    base_share: Threshold
    main_parent: Threshold
    vendored_files: Threshold
    vendored_makers: Threshold
    release_changed: Threshold
    release_files: Threshold
    release_lines: Threshold
    release_unlike: Threshold
