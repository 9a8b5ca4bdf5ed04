"""Decoder of the Whole language model: windowed attention, a gated feed-forward layer and a scaled norm."""

import math

import torch
from torch import nn


class WholeScaledNorm(nn.Module):
    """Divides by the mean magnitude instead of the root of the mean square."""

    def __init__(self, width: int, floor: float = 1e-5) -> None:
        super().__init__()
        self.gain = nn.Parameter(torch.ones(width))
        self.shift = nn.Parameter(torch.zeros(width))
        self.floor = floor

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        kept = states.dtype
        states = states.float()
        magnitude = states.abs().mean(dim=-1, keepdim=True).clamp(min=self.floor)
        normed = states / magnitude
        return (normed * (1.0 + self.gain.float()) + self.shift.float()).to(kept)


class WholePhaseTable(nn.Module):
    """Sines and cosines for every position, stretched beyond the trained length."""

    def __init__(self, head_width: int, trained: int, base: float = 50_000.0, stretch: float = 1.0) -> None:
        super().__init__()
        steps = torch.arange(0, head_width, 2, dtype=torch.float32) / head_width
        self.register_buffer("speeds", base**-steps, persistent=False)
        self.trained = trained
        self.stretch = stretch

    def forward(self, positions: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        longest = int(positions.max()) + 1
        squeeze = self.stretch if longest > self.trained else 1.0
        angles = positions[..., None].float() / squeeze * self.speeds
        doubled = torch.cat((angles, angles), dim=-1)
        return doubled.cos(), doubled.sin()


def turn_pairs(states: torch.Tensor, cosine: torch.Tensor, sine: torch.Tensor) -> torch.Tensor:
    """Rotate each pair of channels by the angle of its position."""
    even, odd = states.chunk(2, dim=-1)
    turned = torch.cat((odd.neg(), even), dim=-1)
    return states * cosine.unsqueeze(1) + turned * sine.unsqueeze(1)


class WholeWindowedAttention(nn.Module):
    """Attention in which every third layer sees everything and the others see a window."""

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


class WholeGatedFeedForward(nn.Module):
    """Two gates: one opens the channel, the other scales what passes."""

    def __init__(self, width: int, inner: int, limit: float = 7.0) -> None:
        super().__init__()
        self.open = nn.Linear(width, inner, bias=False)
        self.scale = nn.Linear(width, inner, bias=False)
        self.close = nn.Linear(inner, width, bias=False)
        self.limit = limit

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        opened = self.open(states).clamp(max=self.limit)
        scaled = self.scale(states).clamp(min=-self.limit, max=self.limit)
        passed = opened * torch.sigmoid(1.702 * opened) * (scaled + 1.0)
        return self.close(passed)


class WholeDecoderLayer(nn.Module):
    """Attention and feed-forward side by side, joined by one learned balance."""

    def __init__(self, width: int, heads: int, groups: int, inner: int, window: int, layer: int) -> None:
        super().__init__()
        self.before = WholeScaledNorm(width)
        self.after = WholeScaledNorm(width)
        self.attention = WholeWindowedAttention(width, heads, groups, window, layer)
        self.feed_forward = WholeGatedFeedForward(width, inner)
        self.balance = nn.Parameter(torch.tensor(0.5))

    def forward(self, states: torch.Tensor, phases: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
        calm = self.before(states)
        attended = self.attention(calm, phases)
        digested = self.feed_forward(calm)
        weight = torch.sigmoid(self.balance)
        return states + self.after(weight * attended + (1.0 - weight) * digested)
