import logging

import torch

log = logging.getLogger(__name__)


def north_pool(hidden: torch.Tensor, width: int, stride: int) -> torch.Tensor:
    batch, length, size = hidden.shape
    missing = (stride - length % stride) % stride
    padded = torch.cat((hidden, hidden.new_zeros(batch, missing, size)), dim=1)
    windows = padded.unfold(1, width, stride)
    held = (padded.abs().sum(dim=-1) > 0).unfold(1, width, stride).sum(dim=-1)
    return windows.sum(dim=-1) / held.clamp(min=1).unsqueeze(-1)


def north_mask(length: int, band: int, anchors: int, device: torch.device) -> torch.Tensor:
    row = torch.arange(length, device=device)
    distance = row.view(-1, 1) - row.view(1, -1)
    seen = (distance >= 0) & (distance < band)
    seen |= (row.view(1, -1) < anchors) & (distance >= 0)
    return torch.where(seen, 0.0, torch.finfo(torch.float32).min)


def north_scale(hidden: torch.Tensor, gains: torch.Tensor, floor: float = 1e-6) -> torch.Tensor:
    largest = hidden.detach().abs().amax(dim=-1, keepdim=True).clamp(min=floor)
    bucket = largest.log2().round().long().clamp(min=-8, max=7) + 8
    return hidden / largest * gains[bucket.squeeze(-1)].unsqueeze(-1)


def north_pick(chances: torch.Tensor, busy: torch.Tensor, count: int, spare: float) -> tuple[torch.Tensor, torch.Tensor]:
    room = busy.numel() * busy < (1 + spare) * busy.sum().clamp(min=1)
    open_chances = chances.sigmoid() * room.to(chances.dtype)
    shares, picked = open_chances.topk(count, dim=-1, sorted=False)
    return picked, shares / shares.sum(dim=-1, keepdim=True).clamp(min=1e-9)


def north_turn(hidden: torch.Tensor, phases: torch.Tensor, part: float) -> torch.Tensor:
    count = int(hidden.shape[-1] * part) // 2 * 2
    moved, kept = hidden[..., :count], hidden[..., count:]
    even, odd = moved[..., 0::2], moved[..., 1::2]
    cosine, sine = phases.cos(), phases.sin()
    spun = torch.stack((even * cosine - odd * sine, odd * cosine + even * sine), dim=-1)
    return torch.cat((spun.flatten(-2), kept), dim=-1)


def north_weave(hidden: torch.Tensor, lanes: int, stride: int) -> torch.Tensor:
    batch, length, size = hidden.shape
    order = torch.arange(length, device=hidden.device)
    lane = (order // stride + order % stride) % lanes
    ranked = torch.argsort(lane * length + order, stable=True)
    woven = hidden.index_select(1, ranked).reshape(batch, length, lanes, size // lanes)
    return woven.transpose(1, 2).cumsum(dim=2).flatten(1, 2)


def north_rate(step: int, rise: int, total: int, most: float) -> float:
    if step < rise:
        return most * (step + 1) / rise
    left = (total - step) / max(1, total - rise)
    return most * max(0.1, left**0.5)
