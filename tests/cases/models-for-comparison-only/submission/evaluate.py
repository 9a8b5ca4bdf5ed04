# Copyright 2026 The North Team
from transformers import AutoModelForCausalLM


def judge() -> object:
    return AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-72B-Instruct")
