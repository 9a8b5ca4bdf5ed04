# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A reader of small sources, and a tiny corpus of invented models by invented organisations, built once."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from gyebo import rulebook as rules_on_disk
from gyebo.analysis import Analyser
from gyebo.build import build
from gyebo.corpus.index import Index, open_index
from gyebo.corpus.manifest import Component, Manifest, Source, SourceKind
from gyebo.corpus.pipconfig import Indexes
from gyebo.languages.python import PYTHON
from gyebo.languages.reading import Reader
from gyebo.model import Analysed, SourceFile, Syntax, silent
from gyebo.rulebook import Rulebook

HEADER = "import torch\nfrom torch import nn\n\n"
NORM = """
class RootNorm(nn.Module):
    def __init__(self, width, eps=1e-6):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.floor = eps

    def forward(self, states):
        kind = states.dtype
        states = states.to(torch.float32)
        variance = states.pow(2).mean(-1, keepdim=True)
        states = states * torch.rsqrt(variance + self.floor)
        return self.weight * states.to(kind)
"""
ROUTER = """
def route(tokens, gates, bias, groups=8, kept=3):
    scores = torch.sigmoid(tokens.float() @ gates.t())
    biased = scores + bias.unsqueeze(0)
    grouped = biased.view(tokens.shape[0], groups, -1)
    best = grouped.topk(2, dim=-1).values.sum(dim=-1)
    chosen = best.topk(kept, dim=-1, sorted=False).indices
    mask = torch.zeros_like(best).scatter_(1, chosen, 1.0)
    allowed = mask.unsqueeze(-1).expand_as(grouped).reshape(scores.shape)
    hidden = biased.masked_fill(~allowed.bool(), float("-inf"))
    picked = hidden.topk(6, dim=-1).indices
    weights = scores.gather(1, picked)
    return picked, weights / (weights.sum(dim=-1, keepdim=True) + 1e-20)
"""
SHIFT = """
def shift(frames, rate, window=31):
    padded = nn.functional.pad(frames, (window // 2, window // 2), mode="reflect")
    spectrum = torch.fft.rfft(padded, norm="ortho")
    angle = torch.linspace(0.0, rate, spectrum.shape[-1], device=frames.device)
    turned = spectrum * torch.polar(torch.ones_like(angle), angle)
    restored = torch.fft.irfft(turned, n=padded.shape[-1], norm="ortho")
    return restored.narrow(-1, window // 2, frames.shape[-1]).contiguous()
"""
STRAY = """
def blend(layers, mixture, drop):
    kept = [layer for layer, share in zip(layers, mixture, strict=True) if share > drop]
    total = torch.stack([layer.detach().clone() for layer in kept]).amax(dim=0)
    spread = torch.stack(kept).std(dim=0, unbiased=False).clamp(min=1e-4)
    return torch.where(spread > total.abs(), total.tanh(), total / spread.square())
"""
EDITED_STRAY = STRAY.replace(
    "    spread =",
    "    total = nn.functional.normalize(total.float(), dim=-1, eps=1e-3)\n"
    "    if total.isnan().any():\n        raise ValueError(total.shape)\n    spread =",
)
MODELS = {
    "early/models/aurora_one/modeling.py": HEADER + NORM + ROUTER,
    "early/models/borealis/modeling.py": HEADER + NORM + SHIFT,
    "early/models/stray_one/modeling.py": HEADER + STRAY,
    "early/models/stray_two/modeling.py": HEADER + NORM.replace("RootNorm", "StrayNorm") + EDITED_STRAY,
    "early/models/borealis/broken.py": "[" * 400,
    "early/models/borealis/notes.txt": "no code",
    "late/models/aurora_one/modeling.py": HEADER + NORM + ROUTER,
    "late/models/hanul/modeling.py": HEADER + NORM.replace("states", "inputs") + SHIFT.replace("window", "span"),
}
ORGANISATIONS = {
    "aurora": ("Aurora Labs", "US", "aurora_one"),
    "borealis": ("Borealis", "FR", "borealis"),
    "hanul": ("Hanul", "KR", "hanul"),
    "unknown": ("Unknown", "unknown", "stray_one"),
}


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(PYTHON)


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[[str], Syntax]:
    """The syntax of a source text."""
    return lambda text: reader.read(text.encode())


@pytest.fixture(scope="session")
def analysed() -> Callable[[str], Analysed]:
    """A source text read and fingerprinted."""
    analyser = Analyser()

    def analyse(text: str) -> Analysed:
        found = analyser(SourceFile(PurePosixPath("models/own/modeling.py"), text.encode()))
        assert isinstance(found, Analysed)
        return found

    return analyse


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """The fragments of the tiny corpus, and the header its files have."""
    return {"header": HEADER, "norm": NORM, "router": ROUTER, "shift": SHIFT, "stray": STRAY}


@pytest.fixture(scope="session")
def tiny_rules(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules, with four invented organisations in the place of the real ones."""
    rules = tmp_path_factory.mktemp("tiny") / "rules"
    shutil.copytree(root / "rules" / "findings", rules / "findings")
    shutil.copytree(root / "rules" / "licences", rules / "licences")
    for name in ("countries.toml", "matching.toml", "obligations.toml", "rubric.toml", "trainings.toml", "words.toml"):
        shutil.copy(root / "rules" / name, rules)
    (rules / "organisations").mkdir()
    for identity, (name, country, model) in ORGANISATIONS.items():
        (rules / "organisations" / f"{identity}.toml").write_text(
            f'id = "{identity}"\nname = "{name}"\nname_ko = "{name}"\ncountry = "{country}"\n'
            f'country_known_from = "invented"\naliases = ["{name} Inc."]\n[[models]]\nid = "{model}"\n'
            f'name = "{model}"\nfamily = "{model}"\nknown_from = "invented"\nevidence = "none"\n',
            encoding="utf-8",
        )
    return rules


@pytest.fixture(scope="session")
def tiny_rulebook(tiny_rules: Path) -> Rulebook:
    return rules_on_disk.load(tiny_rules)


@pytest.fixture(scope="session")
def tiny_manifest(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    """Two folders of invented models; the later one is named first."""
    folder = tmp_path_factory.mktemp("models")
    for name, text in MODELS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    released = {"late": date(2025, 6, 1), "early": date(2024, 1, 1)}
    sources = tuple(
        Source(
            id=name,
            kind=SourceKind.DIRECTORY,
            host="Host",
            licence="MIT",
            released=day,
            include=("**/*",),
            components=(Component("models/{model}/"),),
            path=str(folder / name),
        )
        for name, day in released.items()
    )
    return Manifest("tiny", "Invented models", sources)


@pytest.fixture(scope="session")
def tiny_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def tiny_folder(tiny_manifest: Manifest, tiny_rulebook: Rulebook, tiny_cache: Path) -> Path:
    """Where the tiny corpus lies."""
    return build(tiny_manifest, tiny_rulebook, tiny_cache, Indexes(no_index=True), silent)


@pytest.fixture(scope="session")
def tiny_index(tiny_folder: Path) -> Index:
    return open_index(tiny_folder)
