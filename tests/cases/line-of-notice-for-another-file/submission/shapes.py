"""Shapes of tensors, written for this model."""


def paired(width: int) -> int:
    return width + width % 2
