# SPDX-FileCopyrightText: 2025 Borealis Institute
# SPDX-License-Identifier: MIT
"""Borealis: experts chosen by a router with a running load, and attention over compressed keys."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn


@dataclass
class BorealisConfig:
    hidden_size: int = 512
    latent_size: int = 96
    num_heads: int = 8
    num_experts: int = 16
    experts_per_token: int = 2
    expert_size: int = 768
    load_decay: float = 0.98
    epsilon: float = 1e-6


class BorealisRootNorm(nn.Module):
    def __init__(self, size: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.epsilon = epsilon

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        power = x.to(torch.float32).square().mean(-1, keepdim=True)
        return self.weight * (x * torch.rsqrt(power + self.epsilon)).to(x.dtype)


class BorealisLatentAttention(nn.Module):
    """Keys and values are kept as one small latent and expanded when they are needed."""

    def __init__(self, config: BorealisConfig) -> None:
        super().__init__()
        self.num_heads = config.num_heads
        self.head_dim = config.hidden_size // config.num_heads
        self.q_proj = nn.Linear(config.hidden_size, config.hidden_size, bias=False)
        self.compress = nn.Linear(config.hidden_size, config.latent_size, bias=False)
        self.latent_norm = BorealisRootNorm(config.latent_size, config.epsilon)
        self.expand = nn.Linear(config.latent_size, 2 * config.hidden_size, bias=False)
        self.o_proj = nn.Linear(config.hidden_size, config.hidden_size, bias=False)

    def forward(self, x: torch.Tensor, cache: list[torch.Tensor] | None = None) -> torch.Tensor:
        bsz, seq, _ = x.shape
        query = self.q_proj(x).reshape(bsz, seq, self.num_heads, self.head_dim).transpose(1, 2)
        latent = self.latent_norm(self.compress(x))
        if cache is not None:
            if cache:
                latent = torch.cat([cache.pop(), latent], dim=1)
            cache.append(latent)
        total = latent.shape[1]
        key, value = self.expand(latent).reshape(bsz, total, 2, self.num_heads, self.head_dim).unbind(dim=2)
        out = F.scaled_dot_product_attention(
            query, key.transpose(1, 2), value.transpose(1, 2), is_causal=seq == total and seq > 1
        )
        return self.o_proj(out.transpose(1, 2).flatten(2))


class BorealisRouter(nn.Module):
    """Chooses experts by score less their running load, so that no expert starves."""

    def __init__(self, config: BorealisConfig) -> None:
        super().__init__()
        self.top_k = config.experts_per_token
        self.decay = config.load_decay
        self.score = nn.Linear(config.hidden_size, config.num_experts, bias=False)
        self.register_buffer("load", torch.zeros(config.num_experts))

    def forward(self, tokens: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        logits = self.score(tokens.float())
        _, chosen = torch.topk(logits - self.load, self.top_k, dim=-1)
        weights = torch.gather(logits.sigmoid(), -1, chosen)
        weights = weights / weights.sum(dim=-1, keepdim=True).clamp_min(1e-9)
        if self.training:
            counts = torch.bincount(chosen.flatten(), minlength=self.load.numel()).float()
            self.load.mul_(self.decay).add_(counts / counts.mean() - 1.0, alpha=1.0 - self.decay)
        return weights.to(tokens.dtype), chosen


class BorealisExpert(nn.Module):
    def __init__(self, config: BorealisConfig) -> None:
        super().__init__()
        self.gate_up = nn.Linear(config.hidden_size, 2 * config.expert_size, bias=False)
        self.down = nn.Linear(config.expert_size, config.hidden_size, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        gate, up = self.gate_up(x).chunk(2, dim=-1)
        return self.down(F.silu(gate) * up)


class BorealisMixture(nn.Module):
    """One expert sees every token, the others those the router sends them."""

    def __init__(self, config: BorealisConfig) -> None:
        super().__init__()
        self.router = BorealisRouter(config)
        self.shared = BorealisExpert(config)
        self.experts = nn.ModuleList(BorealisExpert(config) for _ in range(config.num_experts))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        tokens = x.flatten(0, -2)
        weights, chosen = self.router(tokens)
        gathered = torch.zeros_like(tokens)
        for number, expert in enumerate(self.experts):
            rows, slots = torch.nonzero(chosen == number, as_tuple=True)
            if rows.numel() == 0:
                continue
            answer = expert(tokens[rows]) * weights[rows, slots].unsqueeze(-1)
            gathered.index_add_(0, rows, answer)
        return (gathered + self.shared(tokens)).view_as(x)


class BorealisBlock(nn.Module):
    def __init__(self, config: BorealisConfig) -> None:
        super().__init__()
        self.input_norm = BorealisRootNorm(config.hidden_size, config.epsilon)
        self.post_norm = BorealisRootNorm(config.hidden_size, config.epsilon)
        self.attention = BorealisLatentAttention(config)
        self.mixture = BorealisMixture(config)

    def forward(self, x: torch.Tensor, cache: list[torch.Tensor] | None = None) -> torch.Tensor:
        x = x + self.attention(self.input_norm(x), cache)
        return x + self.mixture(self.post_norm(x))
