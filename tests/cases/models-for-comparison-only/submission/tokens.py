# Copyright 2026 The North Team
from transformers import AutoTokenizer


def tokens() -> object:
    return AutoTokenizer.from_pretrained("Qwen/Qwen2.5-7B")
