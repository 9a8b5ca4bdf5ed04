"""Fjord: a cache that forgets the oldest blocks first but never the first of all."""


class SinkCache:
    def __init__(self, blocks, sinks):
        self.blocks, self.sinks, self.held = blocks, sinks, []

    def push(self, block):
        self.held.append(block)
        while len(self.held) > self.blocks:
            self.held.pop(self.sinks)
        return list(self.held)
