"""Glacier: names of checkpoints and which of them to delete."""


def stale_checkpoints(names, keep):
    numbered = []
    for name in names:
        head, _, tail = name.rpartition("-")
        if head == "checkpoint" and tail.isdigit():
            numbered.append((int(tail), name))
    numbered.sort()
    return [name for _, name in numbered[: max(len(numbered) - keep, 0)]]
