"""Attention whose answer is routed at once, so that nothing is written twice."""

import torch


def attend_and_route(self, states: torch.Tensor, phases: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
    batch, length, _ = states.shape
    asked = self.ask(states).view(batch, length, self.heads, self.head_width).transpose(1, 2)
    offered = self.offer(states).view(batch, length, 2, self.groups, self.head_width)
    keys, values = offered.permute(2, 0, 3, 1, 4).unbind(0)
    asked, keys = turn_pairs(asked, *phases), turn_pairs(keys, *phases)
    share = self.heads // self.groups
    keys = keys.repeat_interleave(share, dim=1)
    values = values.repeat_interleave(share, dim=1)
    scores = asked @ keys.transpose(-1, -2) / self.temper.exp().sqrt().view(1, -1, 1, 1)
    weights = scores.float().softmax(dim=-1).to(values.dtype)
    tokens = (weights @ values).transpose(1, 2).reshape(batch, length, -1)
    logits = self.score(tokens.float())
    _, chosen = torch.topk(logits - self.load, self.top_k, dim=-1)
    weights = torch.gather(logits.sigmoid(), -1, chosen)
    weights = weights / weights.sum(dim=-1, keepdim=True).clamp_min(1e-9)
    if self.training:
        counts = torch.bincount(chosen.flatten(), minlength=self.load.numel()).float()
        self.load.mul_(self.decay).add_(counts / counts.mean() - 1.0, alpha=1.0 - self.decay)
    return weights.to(tokens.dtype), chosen
