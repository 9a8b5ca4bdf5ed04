# SPDX-FileCopyrightText: 2025 Borealis Institute
# SPDX-License-Identifier: MIT
# Adapted from https://github.com/borealis-institute/borealis
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
