# Copyright 2025 Cedar Ltd. All rights reserved.
import torch


def turned_pairs(states: torch.Tensor, angles: torch.Tensor, part: float) -> torch.Tensor:
    """Rotate the first part of each head by the angles of its places."""
    count = int(states.shape[-1] * part) // 2 * 2
    moved, kept = states[..., :count], states[..., count:]
    even, odd = moved[..., 0::2], moved[..., 1::2]
    cosine, sine = angles.cos(), angles.sin()
    spun = torch.stack((even * cosine - odd * sine, odd * cosine + even * sine), dim=-1)
    return torch.cat((spun.flatten(-2), kept), dim=-1)


def pick_experts(chances: torch.Tensor, busy: torch.Tensor, count: int, spare: float) -> tuple[torch.Tensor, torch.Tensor]:
    """The best experts that have room, and how much each of them counts."""
    room = busy.numel() * busy < (1 + spare) * busy.sum().clamp(min=1)
    open_chances = chances.sigmoid() * room.to(chances.dtype)
    shares, picked = open_chances.topk(count, dim=-1, sorted=False)
    return picked, shares / shares.sum(dim=-1, keepdim=True).clamp(min=1e-9)


def learned_scale(states: torch.Tensor, gains: torch.Tensor, floor: float = 1e-6) -> torch.Tensor:
    """Divide by the largest channel of each token, and multiply by what was learned for its bucket."""
    largest = states.detach().abs().amax(dim=-1, keepdim=True).clamp(min=floor)
    bucket = largest.log2().round().long().clamp(min=-8, max=7) + 8
    return states / largest * gains[bucket.squeeze(-1)].unsqueeze(-1)
