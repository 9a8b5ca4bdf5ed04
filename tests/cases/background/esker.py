"""Esker: how token budgets are shared between the documents of a batch."""


def share_budget(lengths, budget):
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    given = [0] * len(lengths)
    for rank, index in enumerate(order):
        fair = budget // (len(order) - rank)
        given[index] = min(lengths[index], fair)
        budget -= given[index]
    return given
