# Copyright 2024 The Borealis Authors
def lift(values, floor):
    return [max(value, floor) for value in values]
