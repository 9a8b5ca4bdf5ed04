# Copyright 2026 The North Team
from transformers import AutoModelForCausalLM, LlamaForCausalLM


def others() -> list[object]:
    return [AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-7B"), LlamaForCausalLM]
