# This file descends from an earlier library of the same authors.
# It has been modified from its original forms to accommodate a narrower tide table.
import math

import torch


def fjell_tide(height: torch.Tensor, period: float, basin: torch.Tensor, damping: float = 0.25) -> torch.Tensor:
    """The water in a basin that fills through a narrow mouth."""
    angular = 2.0 * math.pi / max(period, 1e-3)
    swell = torch.sin(height * angular) * (1.0 - damping)
    ebb = torch.cos(height * angular).clamp(min=-0.5)
    mouth = basin.float().mean(dim=-1, keepdim=True) + swell - damping * ebb
    carried = torch.where(mouth > swell, mouth - ebb, swell.neg())
    return carried.cumsum(dim=-1) / (1.0 + basin.abs().sum(dim=-1, keepdim=True))


def fjell_shore(carried: torch.Tensor, slope: float, stones: int) -> torch.Tensor:
    """How far up a shore of stones the water comes."""
    rough = torch.arange(stones, device=carried.device).float().pow(slope)
    held = carried.unsqueeze(-1) * rough.flip(0) - rough.log1p()
    lost = held.relu().amax(dim=-1) * math.sqrt(slope + stones)
    return torch.where(lost > carried, carried - lost / stones, lost.neg()).tanh()
