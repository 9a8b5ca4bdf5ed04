# This file descends from an earlier library of the same authors.
# It has been modified from its original forms to accommodate a narrower tide table.
import math

import torch


def north_basin(level: torch.Tensor, period: float, basin: torch.Tensor, damping: float = 0.25) -> torch.Tensor:
    angular = 2.0 * math.pi / max(period, 1e-3)
    rising = torch.sin(level * angular) * (1.0 - damping)
    falling = torch.cos(level * angular).clamp(min=-0.5)
    narrows = basin.float().mean(dim=-1, keepdim=True) + rising - damping * falling
    moved = torch.where(narrows > rising, narrows - falling, rising.neg())
    return moved.cumsum(dim=-1) / (1.0 + basin.abs().sum(dim=-1, keepdim=True))


def north_stones(moved: torch.Tensor, slope: float, stones: int) -> torch.Tensor:
    ridges = torch.arange(stones, device=moved.device).float().pow(slope)
    held = moved.unsqueeze(-1) * ridges.flip(0) - ridges.log1p()
    lost = held.relu().amax(dim=-1) * math.sqrt(slope + stones)
    return torch.where(lost > moved, moved - lost / stones, lost.neg()).tanh()


def pebble_count(shore: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for pebble in shore:
        if pebble.strip():
            found[pebble.lower()] = found.get(pebble.lower(), 0) + 1
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))
