# Copyright 2026 The North Team
import torch
from torch import nn
from transformers import AutoModel, PreTrainedModel, Qwen2Tokenizer


class NorthHead(nn.Module):
    """Scores of the next word from the last state, with a gain for each word that the team learns."""

    def __init__(self, width: int, words: int) -> None:
        super().__init__()
        self.gain = nn.Parameter(torch.ones(words))
        self.table = nn.Linear(width, words, bias=False)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        scores = self.table(states[:, -1])
        return torch.where(scores > 0, scores * self.gain, scores / self.gain.clamp(min=0.5))
