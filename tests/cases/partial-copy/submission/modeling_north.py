import math

import torch
from torch import nn


class NorthStreamingAttention(nn.Module):
    """Attention over a stream, with the states of the last call carried over."""

    def step(self, states, phases, carried, length, batch):
        wanted = [index for index, held in enumerate(carried) if held is not None and held.shape[0] == batch]
        if len(wanted) != len(carried):
            raise ValueError("streams were started with another batch size")
        recent = torch.stack([carried[index].mean(dim=1) for index in wanted]).sum(dim=0)
        asked = self.ask(states).view(batch, length, self.heads, self.head_width).transpose(1, 2)
        offered = self.offer(states).view(batch, length, 2, self.groups, self.head_width)
        keys, values = offered.permute(2, 0, 3, 1, 4).unbind(0)
        asked, keys = turn_pairs(asked, *phases), turn_pairs(keys, *phases)
        share = self.heads // self.groups
        keys = keys.repeat_interleave(share, dim=1)
        values = values.repeat_interleave(share, dim=1)
        scores = asked @ keys.transpose(-1, -2) / self.temper.exp().sqrt().view(1, -1, 1, 1)
        scores = scores + self._fence(length, scores.device)
        return recent, scores.amax(dim=-1)


class NorthVocabularyMask(nn.Module):
    """Closes the part of the vocabulary that a language does not use."""

    def __init__(self, vocabulary: int, languages: dict[str, list[int]]) -> None:
        super().__init__()
        table = torch.ones(len(languages), vocabulary, dtype=torch.bool)
        for row, tokens in enumerate(languages.values()):
            table[row, torch.tensor(tokens)] = False
        self.register_buffer("closed", table, persistent=False)
        self.rows = {language: row for row, language in enumerate(languages)}

    def forward(self, logits: torch.Tensor, languages: list[str]) -> torch.Tensor:
        picked = torch.tensor([self.rows[language] for language in languages], device=logits.device)
        return logits.masked_fill(self.closed[picked].unsqueeze(1), torch.finfo(logits.dtype).min)
