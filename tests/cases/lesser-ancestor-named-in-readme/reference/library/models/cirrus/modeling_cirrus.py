# Copyright 2024 The Cirrus Authors
def spread(values, count):
    return [value for value in values for _ in range(count)]
