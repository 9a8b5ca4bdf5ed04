"""Heath: a running mean that ignores what is far from it."""


class SteadyMean:
    def __init__(self, patience, tolerance=4.0):
        self.patience, self.tolerance = patience, tolerance
        self.mean = self.spread = 0.0
        self.seen = 0

    def update(self, value):
        self.seen += 1
        distance = abs(value - self.mean)
        if self.seen > self.patience and distance > self.tolerance * self.spread:
            return self.mean
        self.spread += (distance - self.spread) / self.seen
        self.mean += (value - self.mean) / self.seen
        return self.mean
