import torch


def upland_pool(stream: torch.Tensor, width: int, stride: int) -> torch.Tensor:
    batch, length, size = stream.shape
    missing = (stride - length % stride) % stride
    padded = torch.cat((stream, stream.new_zeros(batch, missing, size)), dim=1)
    windows = padded.unfold(1, width, stride)
    held = (padded.abs().sum(dim=-1) > 0).unfold(1, width, stride).sum(dim=-1)
    return windows.sum(dim=-1) / held.clamp(min=1).unsqueeze(-1)


def upland_mask(length: int, band: int, anchors: int, device: torch.device) -> torch.Tensor:
    row = torch.arange(length, device=device)
    distance = row.view(-1, 1) - row.view(1, -1)
    seen = (distance >= 0) & (distance < band)
    seen |= (row.view(1, -1) < anchors) & (distance >= 0)
    return torch.where(seen, 0.0, torch.finfo(torch.float32).min)


def upland_scale(stream: torch.Tensor, gains: torch.Tensor, floor: float = 1e-6) -> torch.Tensor:
    largest = stream.detach().abs().amax(dim=-1, keepdim=True).clamp(min=floor)
    bucket = largest.log2().round().long().clamp(min=-8, max=7) + 8
    return stream / largest * gains[bucket.squeeze(-1)].unsqueeze(-1)


def upland_pick(chances: torch.Tensor, busy: torch.Tensor, count: int, spare: float) -> tuple[torch.Tensor, torch.Tensor]:
    room = busy.numel() * busy < (1 + spare) * busy.sum().clamp(min=1)
    open_chances = chances.sigmoid() * room.to(chances.dtype)
    shares, picked = open_chances.topk(count, dim=-1, sorted=False)
    return picked, shares / shares.sum(dim=-1, keepdim=True).add(1e-9)


def upland_turn(stream: torch.Tensor, phases: torch.Tensor, part: float) -> torch.Tensor:
    count = int(stream.shape[-1] * part) // 2 * 2
    moved, kept = stream[..., :count], stream[..., count:]
    even, odd = moved[..., 0::2], moved[..., 1::2]
    cosine, sine = phases.cos(), phases.sin()
    spun = torch.stack((even * cosine - odd * sine, odd * cosine + even * sine), dim=-1)
    return torch.cat((spun.flatten(-2), kept), dim=-1)


def upland_loss(stream: torch.Tensor, head: torch.nn.Linear, wanted: torch.Tensor, rows: int) -> torch.Tensor:
    total, counted = stream.new_zeros(()), (wanted != -100).sum().clamp(min=1)
    for start in range(0, stream.shape[0], rows):
        scores = head(stream[start : start + rows]).float()
        picked = wanted[start : start + rows]
        total = total + torch.nn.functional.cross_entropy(scores, picked, ignore_index=-100, reduction="sum")
    return total / counted


def upland_stages(steps: list[int], shares: list[float]) -> dict[int, float]:
    told: dict[int, float] = {}
    for step, share in zip(steps, shares, strict=True):
        if step < 0 or not 0 <= share <= 1:
            raise ValueError(f"step {step} with a share of {share}")
        told[step] = max(share, told.get(step - 1, 0.0))
    return dict(sorted(told.items()))
