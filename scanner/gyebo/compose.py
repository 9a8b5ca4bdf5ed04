# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Put what the stages found into the published types: matches with their places, chains, notices and references."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from gyebo.calling import called
from gyebo.context import Context, chained
from gyebo.declarations.reconcile import Corpus
from gyebo.licences.repository import licence_of
from gyebo.model import Detail, Found, Piece, Searched
from gyebo.notices.ladder import compare
from gyebo.notices.mentions import brought, counts, is_about
from gyebo.notices.references import MENTION
from gyebo.notices.resolution import Origin as Named
from gyebo.notices.resolution import Resolution, kin, resolves
from gyebo.phrasing import located, older, outside
from gyebo.report import (
    Commonality,
    Direction,
    File,
    Fragment,
    HolderState,
    Kind,
    Leftover,
    Link,
    Match,
    NoticeState,
    Phrase,
    Place,
    Publication,
    Reference,
    Span,
)
from gyebo.stages.gather import borrowed, tokens_in
from gyebo.stages.survey import survey

WIDE_SHOWN = 8
"""Repository-wide references told with one match; a README may name an origin on every line."""
CHAIN_SHOWN = 12
"""Steps of descent told of common heritage; all of them count where references are asked about, and make a report of
one model twice as long."""
NO_LICENCE = frozenset({"", "none", "noassertion", "unknown"})
"""What a manifest says of a source that names no licence; NONE and NOASSERTION are SPDX's words for it."""


def chosen_place(context: Context, searched: Searched, found: Found) -> int:
    """The tied place to show: of the origin most of the fragment is told of, where that is tied, else the earliest."""
    inside = [tokens_in(origin.pieces, searched, found.pairing.unit) for origin in context.origins]
    order = sorted(range(len(inside)), key=lambda rank: (-inside[rank], rank))
    ranks = {work: at for at, rank in reversed(list(enumerate(order))) for work in context.origins[rank].works}
    places = [(_place(context, number), number) for number in found.pairing.ties]
    return min(
        places,
        key=lambda one: (
            ranks.get(context.lookup.work_at(one[1]), len(order)),
            one[0].since,
            one[0].work.model,
            one[1],
        ),
    )[1]


def file_of(context: Context, searched: Searched, cut: Sequence[Piece], told: Sequence[tuple[Found, Detail]]) -> File:
    """One file with its fragments; the tokens of its pieces are counted by how common they are."""
    counts = {kind: sum(piece.tokens for piece in cut if piece.commonality is kind) for kind in Commonality}
    along = brought(source for _, detail in told for source in detail.sources)
    matches = {found.pairing.unit: _match(context, searched, found, detail, along) for found, detail in told}
    fragments = tuple(
        _fragment(searched, number, tokens, matches.get(number))
        for number, tokens in enumerate(borrowed(cut, searched))
    )
    tokens = searched.units[0].tokens
    licences = context.licences(str(searched.path), searched.licences)
    return File(
        path=str(searched.path),
        sha256=searched.sha256,
        language=searched.language,
        tokens=tokens,
        own_tokens=tokens - sum(counts.values()) - searched.base_tokens,
        exclusive_tokens=counts[Commonality.EXCLUSIVE],
        shared_tokens=counts[Commonality.SHARED],
        common_tokens=counts[Commonality.COMMON_HERITAGE],
        domestic_tokens=sum(piece.tokens for piece in cut if piece.is_domestic),
        notes=searched.notes,
        fragments=fragments,
        cells=searched.cells,
        counterpart=survey(
            context.lookup,
            searched,
            [(detail.place, detail.trace.renames) for _, detail in told],
            context.rulebook.matching,
        ),
        sha1=searched.sha1,
        licence=licence_of(str(searched.path), licences, context.said),
        licences=licences,
        base_tokens=searched.base_tokens,
        phrases=_phrases(context, searched, fragments),
    )


def _phrases(context: Context, searched: Searched, fragments: Sequence[Fragment]) -> tuple[Phrase, ...]:
    """What the file says as one maker alone does, though neither its code nor a reference is like that maker's."""
    left = [one for one in older(searched.phrases, context.dated) if not _is_credited(context, searched, one)]
    return located(outside(left, fragments, context.rulebook.matching), context.lookup, context.cache)


def _fragment(searched: Searched, number: int, tokens: int, match: Match | None) -> Fragment:
    unit = searched.units[number]
    return Fragment(
        id=f"U-{_identity(searched, number)}",
        kind=unit.kind,
        name=unit.name,
        span=unit.span,
        tokens=unit.tokens,
        borrowed_tokens=tokens,
        digest=unit.digest,
        match=match,
        bytes=unit.bytes,
    )


def _identity(searched: Searched, number: int) -> str:
    """The same for a fragment of this name in this file wherever it moves; the second of a name counts as such."""
    unit = searched.units[number]
    before = sum(other.name == unit.name and other.kind is unit.kind for other in searched.units[:number])
    return hashlib.sha256(repr((str(searched.path), unit.kind.value, unit.name, before)).encode()).hexdigest()[:12]


def _match(context: Context, searched: Searched, found: Found, detail: Detail, along: Collection[str]) -> Match:
    pairing = found.pairing
    ties = sorted((_place(context, place) for place in pairing.ties), key=lambda one: (one.since, one.work.model))
    referenced = _place(context, detail.place)
    links = chained(context.lookup, context.rulebook, (referenced, *ties))
    shown = links[:CHAIN_SHOWN] if found.spread.commonality is Commonality.COMMON_HERITAGE else links
    direction = _direction(context.dated, min(tie.released for tie in ties))
    return Match(
        id=f"M-{_identity(searched, pairing.unit)}",
        kind=_kind(found),
        resemblance=round(pairing.best.resemblance, 4),
        containment=round(pairing.best.containment, 4),
        tokens=pairing.best.tokens,
        evidence=round(max(one.bits for one in pairing.likenesses), 1),
        runner_up=pairing.runner_up,
        commonality=found.spread.commonality,
        models=found.spread.models,
        organisations=found.spread.organisations,
        direction=direction,
        regions=detail.trace.regions,
        renames=detail.trace.renames,
        changes=detail.trace.changes,
        quotes=detail.quotes,
        leftovers=_leftovers(searched, detail),
        referenced=referenced,
        ties=tuple(ties),
        chain=shown,
        chain_left=len(links) - len(shown),
        notices=_notices(context, searched, detail),
        references=_references(context, searched, searched.units[pairing.unit].span, ties, links, along),
        origin_references=_sources(context, referenced, detail),
        origin_licence=detail.licence or _known(referenced.licence),
        submitted_text=detail.submitted_text,
        referenced_text=detail.referenced_text,
        earlier_release=_earlier(context.dated, ties) if direction is Direction.IN_COMMON else None,
    )


def _place(context: Context, number: int) -> Place:
    return context.rulebook.dated_place(context.lookup.place(number))


def _leftovers(searched: Searched, detail: Detail) -> tuple[Leftover, ...]:
    """Names of the origin that are left in the text; in what names it as a source they were not just left."""
    lines = {one.line for one in searched.references}
    stated = [one.line for one in searched.references if one.is_statement]
    return tuple(
        one
        for one in detail.leftovers
        if one.line not in lines and not any(0 < one.paragraph <= line < one.line for line in stated)
    )


def _known(licence: str) -> str:
    return "" if licence.casefold() in NO_LICENCE else licence


def _kind(found: Found) -> Kind:
    if found.pairing.is_verbatim:
        return Kind.VERBATIM
    return Kind.RENAMED if found.pairing.is_same_class else Kind.MODIFIED


def _direction(dated: str, released: str) -> Direction:
    if not dated:
        return Direction.UNDATED
    return Direction.FROM if released < dated else Direction.IN_COMMON


def _earlier(dated: str, ties: Sequence[Place]) -> Publication | None:
    """The first release of what came first among them, if it came before that day."""
    first = min(ties, key=lambda tie: tie.since).first_published
    return first if first and first.published < dated else None


def _notices(context: Context, searched: Searched, detail: Detail) -> tuple[HolderState, ...]:
    if detail.upstream is None:
        return (HolderState("", NoticeState.NOT_EXAMINED, None, None),)
    elsewhere = context.elsewhere(str(searched.path))
    return compare(detail.upstream, searched.notices, context.rulebook.same_holder, elsewhere)


def names(context: Context) -> Corpus:
    """What declarations are resolved against."""

    def of_match(match: Match) -> tuple[Named, ...]:
        parents = (called(context.rulebook, link.parent, None) for link in match.chain)
        return tuple(dict.fromkeys((*(called(context.rulebook, tie.work, tie) for tie in match.ties), *parents)))

    described = context.lookup.index.description
    hosts = Named((), (), tuple(dict.fromkeys(source.host for source in described.sources)))
    return Corpus(of_match, (*(called(context.rulebook, work, None) for work in described.works), hosts))


def _references(
    context: Context,
    searched: Searched,
    span: Span,
    ties: Sequence[Place],
    links: Sequence[Link],
    along: Collection[str] = (),
) -> tuple[Reference, ...]:
    """What names one of the tied works or an ancestor, in the file first; mere mentions where nothing says more.

    Of a whole repository only main parents are said: who names the source of one norm has not named the model's.
    """
    tied = [called(context.rulebook, place.work, place) for place in ties]
    ancestors = [called(context.rulebook, link.parent, None) for link in links]
    lines = span.first_line, span.last_line
    own = [one for one in searched.references if counts(one, tied, ancestors, lines, along)]
    main = [named for named, link in zip(ancestors, links, strict=True) if link.is_main]
    wide = context.wide(tuple(dict.fromkeys((*tied, *main))), str(searched.path))
    telling = [*(one for one in own if one.is_statement), *[one for one in wide if one.is_statement][:WIDE_SHOWN]]
    return tuple(
        telling or (*own, *wide[:WIDE_SHOWN], *islice(_of_kin(searched, ties, tied, lines, along), WIDE_SHOWN))
    )


def _of_kin(
    searched: Searched, ties: Sequence[Place], tied: Sequence[Named], lines: tuple[int, int], along: Collection[str]
) -> Iterator[Reference]:
    """What is said of these lines and names another model of their one maker, a descendant or a sibling of the origin.

    What came along with the code is no word of the team's: that a norm is "equivalent to T5LayerNorm".
    """
    if len({place.work.organisation for place in ties}) > 1:
        return
    for one in searched.references:
        if one.is_statement and one.target not in along and is_about(one, *lines):
            named = next(filter(None, (kin(one, origin) for origin in tied)), "")
            if named:
                yield replace(one, level=MENTION, works=(named,))


def _is_credited(context: Context, searched: Searched, phrase: Phrase) -> bool:
    """Whether the submission names as a source what says the same."""
    span = Span(phrase.line, 1, phrase.line, 1)
    return any(one.is_statement for one in _references(context, searched, span, (phrase.referenced,), ()))


def _sources(context: Context, referenced: Place, detail: Detail) -> tuple[Reference, ...]:
    """What the referenced file names as its sources, itself apart."""
    own = called(context.rulebook, referenced.work, referenced)
    return tuple(one for one in detail.sources if resolves(one, own) is not Resolution.EXACT_MODEL)
