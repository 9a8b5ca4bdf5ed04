"""Lagoon: byte pairs counted without building them."""

from collections import Counter


def count_pairs(words):
    pairs = Counter()
    for word, times in words.items():
        previous = None
        for symbol in word:
            if previous is not None:
                pairs[previous, symbol] += times
            previous = symbol
    return pairs.most_common()
