import torch


def south_mask(length: int, band: int, anchors: int, device: torch.device) -> torch.Tensor:
    row = torch.arange(length, device=device)
    distance = row.view(-1, 1) - row.view(1, -1)
    seen = (distance >= 0) & (distance < band)
    seen |= (row.view(1, -1) < anchors) & (distance >= 0)
    return torch.where(seen, 0.0, torch.finfo(torch.float32).min)


def south_pool(hidden: torch.Tensor, width: int, stride: int) -> torch.Tensor:
    batch, length, size = hidden.shape
    missing = (stride - length % stride) % stride
    padded = torch.cat((hidden, hidden.new_zeros(batch, missing, size)), dim=1)
    windows = padded.unfold(1, width, stride)
    held = (padded.abs().sum(dim=-1) > 0).unfold(1, width, stride).sum(dim=-1)
    return windows.sum(dim=-1) / held.clamp(min=1).unsqueeze(-1)


def south_turn(hidden: torch.Tensor, phases: torch.Tensor, part: float) -> torch.Tensor:
    count = int(hidden.shape[-1] * part) // 2 * 2
    moved, kept = hidden[..., :count], hidden[..., count:]
    even, odd = moved[..., 0::2], moved[..., 1::2]
    cosine, sine = phases.cos(), phases.sin()
    spun = torch.stack((even * cosine - odd * sine, odd * cosine + even * sine), dim=-1)
    return torch.cat((spun.flatten(-2), kept), dim=-1)


def south_pick(chances: torch.Tensor, busy: torch.Tensor, count: int, spare: float) -> tuple[torch.Tensor, torch.Tensor]:
    room = busy.numel() * busy < (1 + spare) * busy.sum().clamp(min=1)
    open_chances = chances.sigmoid() * room.to(chances.dtype)
    shares, picked = open_chances.topk(count, dim=-1, sorted=False)
    return picked, shares / shares.sum(dim=-1, keepdim=True).clamp(min=1e-9)


def south_fold(rows: torch.Tensor, width: int) -> torch.Tensor:
    wide = rows.shape[-1] // width * width
    front, back = rows[..., :wide], rows[..., wide:]
    folded = front.unflatten(-1, (-1, width)).amin(dim=-2)
    return torch.cat((folded, back.mean(dim=-1, keepdim=True)), dim=-1)


def south_trace(values: list[float], decay: float) -> list[float]:
    kept, smooth = 0.0, []
    for number, value in enumerate(values, start=1):
        kept = decay * kept + (1 - decay) * value
        smooth.append(kept / (1 - decay**number))
    return smooth
