# Copyright 2025 Birch Ltd. All rights reserved.
import torch


def chunked_loss(states: torch.Tensor, head: torch.nn.Linear, wanted: torch.Tensor, rows: int) -> torch.Tensor:
    """Cross entropy over some rows at a time, so that not all scores are held at once."""
    total, counted = states.new_zeros(()), (wanted != -100).sum().clamp(min=1)
    for start in range(0, states.shape[0], rows):
        scores = head(states[start : start + rows]).float()
        picked = wanted[start : start + rows]
        total = total + torch.nn.functional.cross_entropy(scores, picked, ignore_index=-100, reduction="sum")
    return total / counted


def banded_mask(length: int, band: int, anchors: int, device: torch.device) -> torch.Tensor:
    """Each row sees its band and the first few places."""
    row = torch.arange(length, device=device)
    distance = row.view(-1, 1) - row.view(1, -1)
    seen = (distance >= 0) & (distance < band)
    seen |= (row.view(1, -1) < anchors) & (distance >= 0)
    return torch.where(seen, 0.0, torch.finfo(torch.float32).min)


def pool_windows(states: torch.Tensor, width: int, stride: int) -> torch.Tensor:
    """Average each window, the last one over what is left of it."""
    batch, length, size = states.shape
    missing = (stride - length % stride) % stride
    padded = torch.cat((states, states.new_zeros(batch, missing, size)), dim=1)
    windows = padded.unfold(1, width, stride)
    held = (padded.abs().sum(dim=-1) > 0).unfold(1, width, stride).sum(dim=-1)
    return windows.sum(dim=-1) / held.clamp(min=1).unsqueeze(-1)
