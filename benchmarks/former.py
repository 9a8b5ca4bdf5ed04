# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Names and places that packages of the corpus, their models and their files had in former years."""

from gyebo.corpus.manifest import Component

EARLIER = {
    "transformers": (
        Component("transformers/modeling_{model}.py"),
        Component("transformers/tokenization_{model}.py"),
        Component("pytorch_transformers/modeling_{model}.py"),
        Component("pytorch_pretrained_bert/modeling.py", model="bert"),
        Component("pytorch_pretrained_bert/modeling_{model}.py"),
    ),
    "diffusers": (
        Component("diffusers/pipelines/pipeline_{model}.py"),
        Component(
            "diffusers/pipelines/stable_diffusion/pipeline_cycle_diffusion.py", model="stable_diffusion_variants"
        ),
        Component("diffusers/pipelines/stable_diffusion/pipeline_{model}.py"),
        Component("diffusers/models/autoencoder_kl_{model}.py"),
        Component("diffusers/models/controlnet_{model}.py"),
        Component("diffusers/models/transformer_{model}.py"),
    ),
    "paddleformers": (Component("paddlenlp/transformers/{model}/"),),
    "sglang": (Component("sglang/srt/models/llama2.py", model="llama"),),
}
"""Where a package kept its models before they got the places that the manifest knows."""
MOVED = {
    "transformers": (
        ("transformers/generation/", "transformers/generation_"),
        ("transformers/", "pytorch_transformers/"),
        ("transformers/", "pytorch_pretrained_bert/"),
    ),
    "diffusers": (
        ("diffusers/models/autoencoders/", "diffusers/models/"),
        ("diffusers/models/controlnets/", "diffusers/models/"),
        ("diffusers/models/transformers/", "diffusers/models/"),
        ("diffusers/models/unets/", "diffusers/models/"),
        ("diffusers/models/modeling_utils.py", "diffusers/modeling_utils.py"),
        ("diffusers/pipelines/deprecated/", "diffusers/pipelines/"),
    ),
    "timm": (("timm/layers/", "timm/models/layers/"),),
}
"""How paths of a package's own files begin, and how they began before."""
PREDECESSORS = {
    "coqui-tts": ("TTS",),
    "paddleformers": ("paddlenlp",),
    "transformers": ("pytorch-transformers", "pytorch-pretrained-bert"),
}
"""Names under which a package was published before."""
REARRANGED = {"funasr"}
"""Packages whose former paths do not tell the model: up to a release they would seem to have none."""
