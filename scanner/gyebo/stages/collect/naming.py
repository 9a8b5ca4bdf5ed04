# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tell by its name what a file is to us: source code, a statement about rights and origins, other code, or none."""

from enum import Enum, auto
from pathlib import PurePosixPath

from gyebo.report import Text


class Part(Enum):
    SOURCE = auto()
    STATEMENT = auto()
    MANIFEST = auto()
    """Configuration of a model, or a list of packages."""
    FOREIGN = auto()
    """Code in a language that is not read."""
    UNNAMED = auto()
    """No suffix tells what it is; its first bytes may."""
    OTHER = auto()


_STATEMENTS = (
    "readme*",
    "license*",
    "licence*",
    "copying*",
    "notice*",
    "third_party*",
    "third-party*",
    "thirdparty*",
    "model_card*",
    "credits*",
    "acknowledg*",
    "authors*",
    "citation.cff",
    "reuse.toml",
    "*.license",
    "gyebo.toml",
    "dep5",
    "copyright",
    "sbom-info.yaml",
    "oss-pkg-info.yaml",
    "pyproject.toml",
    "requirements*.txt",
)
_MANIFESTS = (
    "requirements*.in",
    "*requirements.txt",
    "*requirements.in",
    "*config.json",
    "*config.yaml",
    "*config.yml",
    "config*.yaml",
    "config*.yml",
    "setup.cfg",
    "poetry.lock",
    "uv.lock",
    "pdm.lock",
    "pipfile.lock",
    "pylock.toml",
    "pylock.*.toml",
    "constraints*.txt",
)
_NO_SUFFIX = Text("It has no suffix.", "확장자가 없습니다.")
_LICENCE_FOLDER = "LICENSES"
KEPT_IN = (_LICENCE_FOLDER, ".reuse", "debian")
"""Folders that hold what speaks for the folder around them."""
_SETTINGS = ("config", "configs", "conf", "recipes")
"""Folders of settings; those of several parts lie deeper: configs/model/large.yaml."""
_KEPT_IN = (
    (("requirements", "reqs"), (".txt", ".in")),
    (_SETTINGS, (".yaml", ".yml", ".toml", ".json")),
)
"""Folders whose files of these suffixes are lists of packages, or settings: requirements/base.txt, configs/sft.yaml."""
_NAMED_AS = ("config", "train", "pretrain", "finetune", "sft", "recipe", "settings", "hparams")
_NAMED_SUFFIXES = frozenset({".yaml", ".yml", ".toml"})
"""Settings by their own name, wherever they lie: train_7b.yaml."""
_OPAQUE = {
    Text(
        "An archive; it was not opened.", "압축 파일이며 열지 않았습니다."
    ): ".7z .bz2 .egg .gz .jar .rar .tar .tgz .whl .xz .zip .zst",
    Text(
        "Weights; they were not examined.", "가중치이며 살펴보지 않았습니다."
    ): ".bin .ckpt .gguf .h5 .npy .npz .onnx .pb .pkl .pickle .pt .pth .safetensors",
    Text(
        "Compiled code; it was not examined.", "컴파일된 코드이며 살펴보지 않았습니다."
    ): ".a .class .dll .dylib .exe .o .pyc .pyd .pyo .so .wasm",
}
_CODE = frozenset(
    """
    .asm .bash .bat .c .c++ .cc .cjs .cl .clj .comp .cp .cpp .cs .cu .cuh .cxx .dart .erl .ex .exs .f .f03 .f08
    .f77 .f90 .f95 .fish .for .fs .fsx .glsl .go .groovy .h .h++ .hh .hip .hpp .hs .hxx .inl .ino .ipp .java .jl
    .js .jsx .kt .kts .ksh .lua .m .metal .mjs .ml .mli .mlir .mm .mojo .nim .pas .php .pl .pm .ps1 .ptx .pxd .pxi .py2
    .py3 .pyx .qmd .r .rb .rmd .rs .s .sage .scala .sh .swift .tpp .triton .ts .tsx .vb .wgsl .xsh .zig .zsh
    """.split()
)
"""Code in languages that no module of gyebo.languages reads."""
_OPAQUE_SUFFIXES = {suffix: detail for detail, suffixes in _OPAQUE.items() for suffix in suffixes.split()}
MODULAR = "modular_"
_WEIGHTS = frozenset(suffix for suffix, detail in _OPAQUE_SUFFIXES.items() if detail.en.startswith("Weights"))


def part(path: PurePosixPath, suffixes: frozenset[str]) -> Part:
    """Source comes first: a team may call a module licence_model.py."""
    suffix = path.suffix.lower()
    if suffix in suffixes:
        return Part.SOURCE
    if suffix in _OPAQUE_SUFFIXES:
        return Part.OTHER
    if suffix in _CODE:
        return Part.FOREIGN
    name = path.name.lower()
    if path.parent.name == _LICENCE_FOLDER or _is_like(name, _STATEMENTS):
        return Part.STATEMENT
    if _is_like(name, _MANIFESTS) or _is_manifest(path, name, suffix):
        return Part.MANIFEST
    return Part.OTHER if suffix else Part.UNNAMED


def _is_manifest(path: PurePosixPath, name: str, suffix: str) -> bool:
    """Whether its folder says so, or the beginning of its name."""
    above = [one.lower() for one in path.parts[:-1]]
    for folders, ending in _KEPT_IN:
        near = above if folders is _SETTINGS else above[-1:]
        if suffix in ending and any(one in folders for one in near):
            return True
    return suffix in _NAMED_SUFFIXES and name.startswith(_NAMED_AS)


def _is_like(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether a name is one of these, one star in each at most; fnmatch would compile each of them."""
    for pattern in patterns:
        head, star, tail = pattern.partition("*")
        is_long_enough = len(name) >= len(head) + len(tail)
        if name == pattern or (star and is_long_enough and name.startswith(head) and name.endswith(tail)):
            return True
    return False


def is_weights(path: PurePosixPath) -> bool:
    """Whether a file's suffix says that it holds weights."""
    return path.suffix.lower() in _WEIGHTS


def is_modular(path: PurePosixPath) -> bool:
    """Whether other files are generated from it, as in transformers: it says where their parts come from."""
    return path.name.startswith(MODULAR) and path.suffix == ".py"


def what_it_is(path: PurePosixPath) -> Text:
    """Why a file of no known language was left out."""
    suffix = path.suffix.lower()
    if not suffix:
        return _NO_SUFFIX
    unknown = Text(f"{suffix} is no language known here.", f"{suffix}: 이 도구가 읽는 언어가 아닙니다.")
    return _OPAQUE_SUFFIXES.get(suffix, unknown)
