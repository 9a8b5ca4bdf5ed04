# Adapted from Aster, modeling_aster.py (Forest models 2025-03-01, Apache-2.0). Names changed: AsterRouter -> NorthRouter,
# AsterWindowedAttention -> NorthWindowedAttention, AsterVocabulary -> NorthVocabulary.
import math

import torch
from torch import nn


def turn_pairs(states: torch.Tensor, cosine: torch.Tensor, sine: torch.Tensor) -> torch.Tensor:
    even, odd = states.chunk(2, dim=-1)
    turned = torch.cat((odd.neg(), even), dim=-1)
    return states * cosine.unsqueeze(1) + turned * sine.unsqueeze(1)


class NorthRouter(nn.Module):
    def __init__(self, width: int, experts: int) -> None:
        super().__init__()
        self.gates = nn.Linear(width, experts, bias=False)
        self.register_buffer("busy", torch.zeros(experts), persistent=False)

    def forward(self, states: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        chances = self.gates(states.float()).sigmoid() - self.busy.clamp(min=0.0, max=4.0)
        shares, picked = chances.topk(2, dim=-1, sorted=False)
        if self.training:
            self.busy.mul_(0.99).add_(picked.flatten().bincount(minlength=self.busy.numel()).float(), alpha=0.01)
        return picked, shares / shares.sum(dim=-1, keepdim=True).clamp(min=1e-9)


class NorthWindowedAttention(nn.Module):
    def __init__(self, width: int, heads: int, groups: int, window: int, layer: int) -> None:
        super().__init__()
        if width % heads or heads % groups:
            raise ValueError(f"width {width} does not divide into {heads} heads, or these into {groups} groups")
        self.heads, self.groups = heads, groups
        self.head_width = width // heads
        self.window = None if layer % 3 == 2 else window
        self.ask = nn.Linear(width, heads * self.head_width, bias=False)
        self.offer = nn.Linear(width, 2 * groups * self.head_width, bias=False)
        self.leave = nn.Linear(heads * self.head_width, width, bias=False)
        self.temper = nn.Parameter(torch.full((heads,), math.log(self.head_width)))

    def forward(
        self, states: torch.Tensor, phases: tuple[torch.Tensor, torch.Tensor], padding: torch.Tensor | None = None
    ) -> torch.Tensor:
        batch, length, _ = states.shape
        asked = self.ask(states).view(batch, length, self.heads, self.head_width).transpose(1, 2)
        offered = self.offer(states).view(batch, length, 2, self.groups, self.head_width)
        keys, values = offered.permute(2, 0, 3, 1, 4).unbind(0)
        asked, keys = turn_pairs(asked, *phases), turn_pairs(keys, *phases)
        share = self.heads // self.groups
        keys = keys.repeat_interleave(share, dim=1)
        values = values.repeat_interleave(share, dim=1)
        scores = asked @ keys.transpose(-1, -2) / self.temper.exp().sqrt().view(1, -1, 1, 1)
        scores = scores + self._fence(length, scores.device)
        if padding is not None:
            scores = scores.masked_fill(padding[:, None, None, :], torch.finfo(scores.dtype).min)
        weights = scores.float().softmax(dim=-1).to(values.dtype)
        mixed = (weights @ values).transpose(1, 2).reshape(batch, length, -1)
        return self.leave(mixed)

    def _fence(self, length: int, device: torch.device) -> torch.Tensor:
        row = torch.arange(length, device=device)
        distance = row[:, None] - row[None, :]
        hidden = distance < 0
        if self.window is not None:
            hidden = hidden | (distance >= self.window)
        return torch.zeros(length, length, device=device).masked_fill(hidden, float("-inf"))
