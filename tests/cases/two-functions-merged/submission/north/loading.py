"""Checkpoints of North, shard by shard."""

from pathlib import Path


def shards(folder: Path, prefix: str = "north") -> list[Path]:
    found = sorted(folder.glob(f"{prefix}-*.safetensors"), key=lambda path: int(path.stem.rsplit("-", 1)[1]))
    if not found:
        raise FileNotFoundError(f"no shard of {prefix} in {folder}")
    return found
