# Copyright 2025 Dune Ltd. All rights reserved.
import torch


def pool_windows(states: torch.Tensor, width: int, stride: int) -> torch.Tensor:
    """Average each window, the last one over what is left of it."""
    batch, length, size = states.shape
    missing = (stride - length % stride) % stride
    padded = torch.cat((states, states.new_zeros(batch, missing, size)), dim=1)
    windows = padded.unfold(1, width, stride)
    held = (padded.abs().sum(dim=-1) > 0).unfold(1, width, stride).sum(dim=-1)
    return windows.sum(dim=-1) / held.clamp(min=1).unsqueeze(-1)


def banded_mask(length: int, band: int, anchors: int, device: torch.device) -> torch.Tensor:
    """Each row sees its band and the first few places."""
    row = torch.arange(length, device=device)
    distance = row.view(-1, 1) - row.view(1, -1)
    seen = (distance >= 0) & (distance < band)
    seen |= (row.view(1, -1) < anchors) & (distance >= 0)
    return torch.where(seen, 0.0, torch.finfo(torch.float32).min)


def learned_scale(states: torch.Tensor, gains: torch.Tensor, floor: float = 1e-6) -> torch.Tensor:
    """Divide by the largest channel of each token, and multiply by what was learned for its bucket."""
    largest = states.detach().abs().amax(dim=-1, keepdim=True).clamp(min=floor)
    bucket = largest.log2().round().long().clamp(min=-8, max=7) + 8
    return states / largest * gains[bucket.squeeze(-1)].unsqueeze(-1)


def pick_experts(chances: torch.Tensor, busy: torch.Tensor, count: int, spare: float) -> tuple[torch.Tensor, torch.Tensor]:
    """The best experts that have room, and how much each of them counts."""
    room = busy.numel() * busy < (1 + spare) * busy.sum().clamp(min=1)
    open_chances = chances.sigmoid() * room.to(chances.dtype)
    shares, picked = open_chances.topk(count, dim=-1, sorted=False)
    return picked, shares / shares.sum(dim=-1, keepdim=True).clamp(min=1e-9)


def turned_pairs(states: torch.Tensor, angles: torch.Tensor, part: float) -> torch.Tensor:
    """Rotate the first part of each head by the angles of its places."""
    count = int(states.shape[-1] * part) // 2 * 2
    moved, kept = states[..., :count], states[..., count:]
    even, odd = moved[..., 0::2], moved[..., 1::2]
    cosine, sine = angles.cos(), angles.sin()
    spun = torch.stack((even * cosine - odd * sine, odd * cosine + even * sine), dim=-1)
    return torch.cat((spun.flatten(-2), kept), dim=-1)


def weave_lanes(states: torch.Tensor, lanes: int, stride: int) -> torch.Tensor:
    batch, length, size = states.shape
    order = torch.arange(length, device=states.device)
    lane = (order // stride + order % stride) % lanes
    ranked = torch.argsort(lane * length + order, stable=True)
    woven = states.index_select(1, ranked).reshape(batch, length, lanes, size // lanes)
    return woven.transpose(1, 2).cumsum(dim=2).flatten(1, 2)
