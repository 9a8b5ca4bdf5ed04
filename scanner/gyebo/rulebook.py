# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""rules/ as one value, read strictly: what the scanner knows and how it judges."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gyebo import codec, licencebook, rubric
from gyebo.errors import RuleError
from gyebo.licencebook import LicenceBook
from gyebo.makers import Makers, Words, called
from gyebo.matching import Matching, Threshold
from gyebo.report import Axis, Grade, Place, Publication, Rule, Text, Work
from gyebo.rubric import Rubric

UNKNOWN = "unknown"


def is_abroad(organisation: str, country: str, team: tuple[str, ...], home: str) -> bool:
    """Whether a maker is known, not known to be of the country `home`, and not of the team."""
    return country != home and is_anothers(organisation, country, team, home)


def is_anothers(organisation: str, country: str, team: tuple[str, ...], home: str) -> bool:
    """Whether a maker is known and not of the team; of one at home only a scan that knows the team can say."""
    return organisation != UNKNOWN and organisation not in team and (bool(team) or country != home)


@dataclass(frozen=True, slots=True)
class Model:
    """A model as its makers name it; `id` is the folder name under which host projects keep it."""

    id: str
    name: str
    family: str
    known_from: str
    evidence: str
    also: tuple[str, ...] = ()
    is_frame: bool = False
    """Whether it is part of a library's own frame, which its makers keep among the models: to use it is to use the
    library."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A maker of models, with the names it appears under."""

    id: str
    name: str
    name_ko: str
    country: str
    country_known_from: str
    aliases: tuple[str, ...]
    models: tuple[Model, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingRule:
    """rules/findings/<id>.toml: one question, what speaks for and against, and how serious an answer is."""

    id: str
    axis: Axis
    grade: Grade
    title: Text
    question: Text
    why: Text
    not_a_finding: Text
    remedy: Text
    example: Text
    supporting: dict[str, Text]
    """Sentences by key, with {fields} filled in by the rule's code."""
    mitigating: dict[str, Text]
    thresholds: dict[str, Threshold]

    def published(self) -> Rule:
        """The part a reader of the report needs."""
        return Rule(self.id, self.axis, self.title, self.question, self.why, self.not_a_finding, self.remedy)


@dataclass(frozen=True, slots=True)
class Release:
    """A release of a package that was the first to have code of some models, or some files of its own."""

    version: str
    published: date
    models: tuple[str, ...] = ()
    """Ids as the corpus manifests give them."""
    files: tuple[str, ...] = ()
    """Paths, as the corpus has them, of files that are no model's but the package's own."""
    package: str = ""
    """The name under which the package was published then, where it was another."""


@dataclass(frozen=True, slots=True)
class Chronology:
    """rules/chronology/<package>.toml: which release of a package was the first to have which model or file."""

    id: str
    """The package's name."""
    host: str
    """The same as that of the package's sources in rules/corpora."""
    known_from: str
    releases: tuple[Release, ...]


@dataclass(frozen=True, slots=True)
class _Countries:
    """rules/countries.toml."""

    names: dict[str, Text]


@dataclass(frozen=True, slots=True)
class _Training:
    """How names of open_clip begin, of a training or of an architecture, by which one maker's weights are asked for."""

    begins: str
    organisation: str
    kept_as: str


@dataclass(frozen=True, slots=True)
class _Trainings:
    """rules/trainings.toml."""

    trainings: tuple[_Training, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything under rules/ but the corpora, with the digest that makes two reports comparable."""

    organisations: dict[str, Organisation]
    matching: Matching
    findings: dict[str, FindingRule]
    rubric: Rubric
    models: dict[str, tuple[str, Model]]
    """By every id a model is known under: its organisation's id, and the model."""
    aliases: dict[str, str]
    """Organisation ids by every name they appear under, without regard to case."""
    licences: LicenceBook
    words: frozenset[str]
    """Models' names that are common words too, letters only."""
    makers: Makers
    firsts: dict[tuple[str, str], Publication]
    """The first release with a model, by host and model id; under the host "" the first of all hosts."""
    first_files: dict[tuple[str, str], Publication]
    """The first release with a file of the host's own, by host and path."""
    countries: dict[str, Text]
    """What to call them, by ISO 3166-1 alpha-2."""
    trainings: dict[str, str]
    """Organisation ids by how a training's or an architecture's name of open_clip begins, folded."""
    digest: str

    @property
    def first_days(self) -> dict[str, str]:
        """ISO 8601 date by model: when any package first had it."""
        return {model: first.published for (host, model), first in self.firsts.items() if not host}

    def same_holder(self, one: str, other: str) -> bool:
        """Whether two names of copyright holders are known to mean one organisation."""
        found = self.aliases.get(one.casefold())
        return found is not None and found == self.aliases.get(other.casefold())

    def dated_work(self, work: Work) -> Work:
        """A work with when it was first published, as far as rules/chronology knows."""
        return replace(work, first_published=self.firsts.get(("", work.model)))

    def dated_place(self, place: Place) -> Place:
        """A place with when its model, or the host's own file, was first published there; an older copy refutes it."""
        first = self.firsts.get((place.host, place.work.model)) or self.first_files.get((place.host, place.path))
        is_sound = first is not None and first.published <= place.released
        return replace(place, work=self.dated_work(place.work), first_published=first if is_sound else None)

    def work_of(self, model: str, organisation: str, host: str, country: str = "", known_from: str = "") -> Work:
        """What a component stands for, or the host project; an organisation without a file is as the manifest says."""
        known = self.models.get(model)
        identity = organisation or (known[0] if known else UNKNOWN)
        owner = self.organisations.get(identity) or _unfiled(identity, country)
        name = Text(owner.name, owner.name_ko)
        if known is None:
            # Of whom nothing is known but a path of the package is called as that path, never as a model.
            called = f"{model} ({host})" if model and owner.id == UNKNOWN else model or host
            return Work(model or host, called, "", owner.id, name, owner.country, known_from or "corpus manifest")
        entry = known[1]
        return Work(
            entry.id, entry.name, entry.family, owner.id, name, owner.country, f"{entry.known_from}: {entry.evidence}"
        )


def _unfiled(identity: str, country: str) -> Organisation:
    return Organisation(identity, identity, identity, country or UNKNOWN, "corpus manifest", ())


def load(folder: Path) -> Rulebook:
    """The rulebook of a rules/ folder; RuleError for the first file that does not say what it must."""
    organisations = {path.stem: codec.from_toml(Organisation, path) for path in _tables(folder / "organisations")}
    findings = {path.stem: codec.from_toml(FindingRule, path) for path in _tables(folder / "findings")}
    chronologies = {path.stem: codec.from_toml(Chronology, path) for path in _tables(folder / "chronology")}
    for kind, record in (("organisations", organisations), ("findings", findings), ("chronology", chronologies)):
        _same_names(folder / kind, {stem: entry.id for stem, entry in record.items()})
    matching = codec.from_toml(Matching, folder / "matching.toml")
    names = {name.casefold(): o.id for o in organisations.values() for name in (o.name, o.name_ko, *o.aliases)}
    judged = rubric.load(folder / "rubric.toml", findings)
    models, licences = _models(organisations), licencebook.load(folder)
    words = codec.from_toml(Words, folder / "words.toml")
    known = frozenset(words.words)
    makers = called(((o.name, o.name_ko, *o.aliases) for o in organisations.values() if o.models), words)
    firsts, first_files = _firsts(chronologies.values(), models), _first_files(chronologies.values())
    countries = codec.from_toml(_Countries, folder / "countries.toml").names
    told = codec.from_toml(_Trainings, folder / "trainings.toml").trainings
    trainings, digest = {one.begins.casefold(): one.organisation for one in told}, digest_of(folder)
    read = organisations, matching, findings, judged, models, names, licences, known, makers, firsts, first_files
    return Rulebook(*read, countries, trainings, digest)


def _models(organisations: dict[str, Organisation]) -> dict[str, tuple[str, Model]]:
    named = [(name, o.id, m) for o in organisations.values() for m in o.models for name in (m.id, *m.also)]
    twice = sorted(name for name, count in Counter(name for name, _, _ in named).items() if count > 1)
    if twice:
        raise RuleError(f"rules/organisations: the model {', '.join(twice)} stands in more than one place; keep one.")
    return {name: (organisation, model) for name, organisation, model in named}


def _firsts(
    chronologies: Iterable[Chronology], models: dict[str, tuple[str, Model]]
) -> dict[tuple[str, str], Publication]:
    said: list[tuple[str, str, Publication]] = []
    for entry in chronologies:
        _each_once(entry)
        for release in entry.releases:
            publication = _publication(entry, release)
            said += [(entry.host, models[m][1].id if m in models else m, publication) for m in release.models]
    found: dict[tuple[str, str], Publication] = {}
    for host, model, publication in sorted(said, key=lambda one: one[2].published):
        found.setdefault((host, model), publication)
        found.setdefault(("", model), publication)
    return found


def _first_files(chronologies: Iterable[Chronology]) -> dict[tuple[str, str], Publication]:
    said = ((entry, release, path) for entry in chronologies for release in entry.releases for path in release.files)
    return {(entry.host, path): _publication(entry, release) for entry, release, path in said}


def _publication(entry: Chronology, release: Release) -> Publication:
    return Publication(release.package or entry.id, release.version, release.published.isoformat())


def _each_once(entry: Chronology) -> None:
    counts = Counter(one for release in entry.releases for one in (*release.models, *release.files))
    twice = ", ".join(sorted(model for model, count in counts.items() if count > 1))
    if twice:
        raise RuleError(f"rules/chronology/{entry.id}.toml: releases: {twice} is first in more than one; keep one.")


def _tables(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _same_names(folder: Path, ids: dict[str, str]) -> None:
    for stem, identity in ids.items():
        if stem != identity:
            raise RuleError(f"{folder / stem}.toml: id: found {identity!r}, expected the file's name {stem!r}.")


def digest_of(folder: Path) -> str:
    """SHA-256 over names and contents of the rule files, corpora apart: those have digests of their own."""
    files = sorted(path for path in folder.rglob("*.toml") if "corpora" not in path.parts)
    lines = [f"{path.relative_to(folder).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
