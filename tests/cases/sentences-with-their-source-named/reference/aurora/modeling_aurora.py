# Copyright 2025 The Aurora Lab Authors. All rights reserved.
#
# Licensed under the Apache License, Version 2.0 (the "License").
"""Router of the Aurora language model."""

import torch
from torch import nn


class AuroraRouter(nn.Module):
    """Sends every token to the few experts that want it most, and keeps the load even without a loss of its own."""

    def __init__(self, width: int, experts: int, chosen: int) -> None:
        super().__init__()
        # The bias is never trained: it is nudged after every step, up for the idle and down for the busy.
        self.register_buffer("bias", torch.zeros(experts))
        self.gate = nn.Linear(width, experts, bias=False)
        self.chosen = chosen

    def forward(self, states: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        scores = self.gate(states.float()).sigmoid()
        # 偏置只用于挑选专家，不参与加权，否则负载会影响输出。
        picked = (scores + self.bias).topk(self.chosen, dim=-1).indices
        weights = scores.gather(-1, picked)
        if torch.isnan(weights).any():
            raise ValueError("the router saw a number that is none; look at the warm-up first")
        return weights / weights.sum(-1, keepdim=True), picked

    def settle(self, counts: torch.Tensor, step: float) -> None:
        # Empty experts count as half a token, so that they are not forgoten for ever.
        load = counts.clamp(min=0.5)
        self.bias += step * (load.mean() - load).sign()
