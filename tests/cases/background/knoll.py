"""Knoll: accuracy of a probe at several depths."""


def probe_depths(layers, labels, classify):
    best, where = 0.0, None
    for depth, layer in enumerate(layers):
        right = sum(classify(vector) == label for vector, label in zip(layer, labels, strict=True))
        accuracy = right / max(len(labels), 1)
        if accuracy > best:
            best, where = accuracy, depth
    return where, best
