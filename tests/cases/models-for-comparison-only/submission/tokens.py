# Copyright 2026 The North Team
from huggingface_hub import hf_hub_download
from transformers import AutoTokenizer


def tokens() -> object:
    return AutoTokenizer.from_pretrained("Qwen/Qwen2.5-7B")


def merges() -> str:
    return hf_hub_download("Qwen/Qwen2.5-7B", filename="merges.txt")
