"""Settings of model 03."""

WIDTH = 67
HEADS = 4
LAYERS = 15
VOCABULARY = 32384
ROTATION = 10003.0
DROPOUT = 0.03
TIED = True
PADDING = 0
START = 3
STOP = 4
LIMIT_0 = 1
LIMIT_1 = 4
LIMIT_2 = 7
LIMIT_3 = 10
LIMIT_4 = 13
LIMIT_5 = 16
LIMIT_6 = 19
LIMIT_7 = 22
LIMIT_8 = 25
LIMIT_9 = 28
LIMIT_10 = 31
LIMIT_11 = 34
LIMIT_12 = 37
LIMIT_13 = 40
LIMIT_14 = 43
LIMIT_15 = 46
LIMIT_16 = 49
LIMIT_17 = 52
LIMIT_18 = 55
LIMIT_19 = 58
LIMIT_20 = 61
LIMIT_21 = 64
LIMIT_22 = 67
LIMIT_23 = 70


import torch
from torch import nn


class AuroraGatedFeedForward(nn.Module):
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
