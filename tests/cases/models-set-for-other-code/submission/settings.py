# Copyright 2026 The North Team
import argparse
from dataclasses import dataclass, field


@dataclass
class ModelArguments:
    model_name_or_path: str = field(default="Qwen/Qwen2.5-7B")
    tokenizer_name: str = "mistralai/Mistral-7B-v0.3"


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("--judge-model", default="google/gemma-3-27b-it")
    return parser
