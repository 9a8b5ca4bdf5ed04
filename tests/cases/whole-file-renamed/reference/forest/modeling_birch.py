# Copyright 2025 Birch Ltd. All rights reserved.
import torch
from torch import nn


class BirchRouter(nn.Module):
    """Sends each token to its two best experts and keeps count of how busy these are."""

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


def turn_pairs(states: torch.Tensor, cosine: torch.Tensor, sine: torch.Tensor) -> torch.Tensor:
    """Rotate each pair of channels by the angle of its position."""
    even, odd = states.chunk(2, dim=-1)
    turned = torch.cat((odd.neg(), even), dim=-1)
    return states * cosine.unsqueeze(1) + turned * sine.unsqueeze(1)
