"""Cirrus: pooling of frames before the decoder sees them."""


def pool_frames(frames, stride, keep_last=True):
    groups = [frames[start : start + stride] for start in range(0, len(frames), stride)]
    pooled = [sum(group) / len(group) for group in groups]
    if keep_last and pooled and len(frames) % stride:
        pooled[-1] = frames[-1]
    return pooled
