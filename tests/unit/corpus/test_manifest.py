# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Manifests are read strictly, extended by name, and say whose model a path is."""

from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from gyebo import rulebook as rules_on_disk
from gyebo.catalogue import work_of
from gyebo.corpus.manifest import Component, Source, SourceKind, component_of, find, load
from gyebo.corpus.patterns import fits
from gyebo.errors import CorpusError, RuleError

PINNED = """
[[sources]]
id = "a-1"
kind = "pypi"
package = "a"
version = "1"
file = "a-1-py3-none-any.whl"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
host = "A"
licence = "MIT"
released = 2025-01-02
include = ["a/**/*.py"]
"""
COMMON = 'host = "A"\nlicence = "MIT"\nreleased = 2025-01-02\ninclude = ["**/*.py"]\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(f'title = "Own"\n{text}', encoding="utf-8")
    return path


def a_source(*components: Component) -> Source:
    return Source(
        id="a-1",
        kind=SourceKind.DIRECTORY,
        host="A",
        licence="MIT",
        released=date(2025, 1, 2),
        include=("**/*.py",),
        components=components,
    )


def test_a_manifest_holds_what_its_file_says(tmp_path: Path) -> None:
    manifest = load(written(tmp_path, PINNED))
    assert (manifest.name, manifest.title, len(manifest.sources)) == ("own", "Own", 1)
    assert manifest.sources[0].released == date(2025, 1, 2)


def test_a_manifest_that_extends_another_holds_its_sources_first(tmp_path: Path) -> None:
    base = find("default").sources
    manifest = load(written(tmp_path, 'extends = "default"' + PINNED))
    assert [source.id for source in manifest.sources] == [*(source.id for source in base), "a-1"]


@pytest.mark.parametrize("name", ["default", "extended"])
def test_our_manifests_are_sound(name: str) -> None:
    sources = find(name).sources
    assert len({source.id for source in sources}) == len(sources)
    assert all(source.released < date(2026, 11, 22) for source in sources)


@pytest.mark.parametrize(
    ("path", "host", "organisation"),
    [
        ("speechbrain/lobes/models/ECAPA_TDNN.py", "SpeechBrain", "speechbrain"),
        ("nemo/collections/asr/modules/transformer/transformer_modules.py", "NVIDIA NeMo", "nvidia"),
        ("espnet/nets/pytorch_backend/transformer/layer_norm.py", "ESPnet", "espnet"),
        ("fairseq/modules/layer_drop.py", "Meta fairseq", "meta"),
        ("clip/model.py", "OpenAI CLIP", "openai"),
        ("laion_clap/clap_module/feature_fusion.py", "LAION CLAP", "laion"),
        ("taming/modules/vqvae/quantize.py", "Taming Transformers", "compvis"),
        ("megablocks/layers/moe.py", "MegaBlocks", "databricks"),
        ("flash_attn/modules/mha.py", "FlashAttention", "unknown"),
        ("k_diffusion/layers.py", "k-diffusion", "unknown"),
        ("rotary_embedding_torch/rotary_embedding_torch.py", "rotary-embedding-torch", "unknown"),
        ("vector_quantize_pytorch/finite_scalar_quantization.py", "vector-quantize-pytorch", "unknown"),
        ("conformer/conformer.py", "conformer", "unknown"),
        ("parallel_wavegan/losses/stft_loss.py", "ParallelWaveGAN", "unknown"),
        ("hifi_gan/models.py", "HiFi-GAN", "kakao_enterprise"),
        ("denoising_diffusion_pytorch/karras_unet.py", "denoising-diffusion-pytorch", "unknown"),
        ("audio_diffusion_pytorch/modules.py", "audio-diffusion-pytorch", "unknown"),
        ("ema_pytorch/ema_pytorch.py", "ema-pytorch", "unknown"),
    ],
)
def test_the_default_corpus_has_the_originals_that_its_models_took_code_from(
    path: str, host: str, organisation: str, root: Path
) -> None:
    (source,) = _holding(path)
    work = work_of(source, path, rules_on_disk.load(root / "rules"))
    assert (source.host, work.organisation) == (host, organisation)


@pytest.mark.parametrize(
    "path",
    [
        "speechbrain/lobes/models/discrete/dac.py",
        "nemo/collections/asr/modules/wav2vec_modules.py",
        "speechbrain/lobes/models/HifiGAN.py",
        "espnet/nets/pytorch_backend/transformer/optimizer.py",
        "taming/modules/transformer/mingpt.py",
        "flash_attn/fused_softmax.py",
    ],
)
def test_what_an_original_took_from_others_is_left_out(path: str) -> None:
    assert _holding(path) == []


def _holding(path: str) -> list[Source]:
    sources = find("default").sources
    asked = PurePosixPath(path)
    return [one for one in sources if fits(asked, one.include) and not fits(asked, one.exclude)]


def test_a_manifest_is_found_by_its_path(tmp_path: Path) -> None:
    assert find(str(written(tmp_path, PINNED))).name == "own"


def test_a_folder_is_no_manifest(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no corpus index"):
        find(str(tmp_path))


@pytest.mark.parametrize("readme", ["README.md", "README.ko.md"])
def test_the_manifest_of_the_readme_can_be_used(readme: str, root: Path, tmp_path: Path) -> None:
    example = (root / readme).read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    path = tmp_path / "my-corpus.toml"
    path.write_text(example, encoding="utf-8")
    (source,) = find(str(path)).sources
    assert (source.kind, source.path) == (SourceKind.DIRECTORY, str(tmp_path / "earlier"))
    component = component_of(source, PurePosixPath("models/north/modeling.py"))
    assert component is not None
    assert component.model == "north"


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(RuleError, match="give one of default, extended"):
        find("no-such-corpus")


def test_a_path_at_which_nothing_stands_is_answered_with_the_known_ones_too() -> None:
    with pytest.raises(RuleError, match="give one of default, extended"):
        find("/nowhere/corpus.toml")


def test_a_name_cannot_lead_out_of_the_rules() -> None:
    with pytest.raises(RuleError, match="no corpus manifest"):
        find("../corpora/default")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = PINNED.replace('"0000000000000000000000000000000000000000000000000000000000000000"', '"abc"').replace(
        'version = "1"', 'version = ""'
    )
    with pytest.raises(RuleError) as caught:
        load(written(tmp_path, text.replace('licence = "MIT"', 'licence = ""')))
    told = str(caught.value)
    assert all(key in told for key in ("sha256: found 'abc'", "version: found ''", "licence: found ''"))
    assert told.count("own.toml: sources[0] (a-1).") == 0
    assert told.count("own.toml: sources[0] (a-1): ") == 3


@pytest.mark.parametrize(
    ("pin", "expected"),
    [
        (
            'kind = "git"\nurl = "http://example.org/a"\ncommit = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"',
            "an https:// address",
        ),
        ('kind = "git"\nurl = "https://example.org/a"\ncommit = "main"', "40 lower-case hexadecimal digits"),
        ('kind = "git"\nurl = "https://example.org/--upload-pack=x"\ncommit = "HEAD"', "40 lower-case"),
        ('kind = "directory"', "a folder relative to the manifest"),
        ('kind = "directory"\npath = "x"\nsha256 = "1"', "a source of kind directory has none"),
    ],
)
def test_a_pin_that_pins_nothing_is_refused(tmp_path: Path, pin: str, expected: str) -> None:
    with pytest.raises(RuleError, match=expected):
        load(written(tmp_path, f'[[sources]]\nid = "a"\n{pin}\n{COMMON}'))


@pytest.mark.parametrize("file", ["../a-1.whl", "a/b.tar.gz", "a-1.exe", ".whl"])
def test_a_file_name_that_is_no_plain_archive_name_is_refused(tmp_path: Path, file: str) -> None:
    with pytest.raises(RuleError, match=r"sources\[0\] \(a-1\): file: found"):
        load(written(tmp_path, PINNED.replace("a-1-py3-none-any.whl", file)))


def test_an_id_is_given_once(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="the id a-1 is given more than once"):
        load(written(tmp_path, PINNED + PINNED))


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"unknown key sources\[0\]\.hash"):
        load(written(tmp_path, PINNED + 'hash = "1"'))


@pytest.mark.parametrize("base", ["none", "../default", "extended"])
def test_only_a_manifest_that_extends_none_can_be_extended(tmp_path: Path, base: str) -> None:
    with pytest.raises(RuleError, match="extends"):
        load(written(tmp_path, f'extends = "{base}"' + PINNED))


def test_a_folder_is_relative_to_the_manifest(tmp_path: Path) -> None:
    manifest = load(written(tmp_path, f'[[sources]]\nid = "a"\nkind = "directory"\npath = "code"\n{COMMON}'))
    assert manifest.sources[0].path == str(tmp_path.resolve() / "code")


@pytest.mark.parametrize("pattern", ["", "/a/", "../a/", "a/{name}/", "{model}/{model}/", "a\\\\b"])
def test_a_pattern_that_cannot_fit_is_refused(tmp_path: Path, pattern: str) -> None:
    component = f'[[sources.components]]\npattern = "{pattern}"\n'
    with pytest.raises(RuleError, match=r"components\[0\]\.pattern"):
        load(written(tmp_path, PINNED + component))


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("transformers/models/llama/modeling_llama.py", "llama"),
        ("transformers/models/auto/modeling_auto.py", None),
        ("vllm/model_executor/models/qwen3_mtp.py", "qwen3"),
        ("vllm/model_executor/models/qwen3.py", "qwen3"),
        ("vllm/model_executor/models/AXK1.py", "axk1"),
        ("transformers/cache_utils.py", None),
    ],
)
def test_the_first_component_that_fits_names_the_model(path: str, model: str | None) -> None:
    source = a_source(
        Component("transformers/models/auto/"),
        Component("transformers/models/{model}/", known_from="folder"),
        Component("vllm/model_executor/models/AXK1.py", model="axk1"),
        Component("vllm/model_executor/models/{model}_mtp.py"),
        Component("vllm/model_executor/models/{model}.py"),
    )
    component = component_of(source, PurePosixPath(path))
    assert (component.model if component else None) == model


def test_the_models_of_transformers_are_told_by_their_folders() -> None:
    source = next(source for source in find("default").sources if source.id == "transformers-5.23.0")
    component = component_of(source, PurePosixPath("transformers/models/deepseek_v3/modular_deepseek_v3.py"))
    assert component is not None
    assert component.model == "deepseek_v3"


@pytest.mark.parametrize(
    ("source", "path", "name"),
    [
        ("ai2-olmo-core", "olmo_core/nn/moe/v2/nemotron.py", "OLMo-core"),
        ("audiocraft", "audiocraft/modules/lstm.py", "Meta audiocraft"),
        ("audiocraft", "audiocraft/models/audiogen.py", "AudioGen"),
        ("diffusers", "diffusers/pipelines/pag/pag_utils.py", "Hugging Face diffusers"),
        ("fair-esm", "esm/inverse_folding/util.py", "ESM-IF1"),
        ("gemma", "gemma/gm/nn/gemma3n/_layers.py", "Gemma 3n"),
        ("gemma", "gemma/peft/_lora.py", "Google DeepMind gemma"),
        ("llm-foundry", "llmfoundry/models/layers/attention.py", "MosaicML LLM Foundry"),
        ("mistral-inference", "mistral_inference/moe.py", "Mixtral"),
        ("open-clip-torch", "open_clip/coca_model.py", "OpenCLIP"),
        ("parler-tts", "parler_tts/modeling_parler_tts.py", "Parler-TTS"),
        ("qwen-tts", "qwen_tts/core/models/modeling_qwen3_tts.py", "Qwen3-TTS"),
        ("salesforce-lavis", "lavis/models/clip_models/model.py", "Salesforce LAVIS"),
        ("timm", "timm/models/resnest.py", "resnest (timm)"),
        ("torchtune", "torchtune/models/phi4/_tokenizer.py", "Phi-4"),
    ],
)
def test_a_file_is_named_after_its_own_model_or_after_its_package(
    root: Path, source: str, path: str, name: str
) -> None:
    (pinned,) = [one for one in find("default").sources if one.package == source]
    assert work_of(pinned, path, rules_on_disk.load(root / "rules")).name == name


@pytest.mark.parametrize("manifest", ["default", "extended"])
def test_every_model_that_a_manifest_names_has_a_name_for_readers(root: Path, manifest: str) -> None:
    known = rules_on_disk.load(root / "rules").models
    told = {(source.id, one.model) for source in find(manifest).sources for one in source.components if one.model}
    assert {(source, model) for source, model in told if model not in known} == set()
