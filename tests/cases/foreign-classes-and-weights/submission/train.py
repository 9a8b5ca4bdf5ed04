# Copyright 2026 The North Team
from transformers import AutoModel

TOWER = "google/siglip-so400m-patch14-384"


def tower() -> object:
    return AutoModel.from_pretrained(TOWER)
