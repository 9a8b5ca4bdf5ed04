"""Drumlin: a schedule with a plateau and two slopes."""


def plateau_schedule(step, warm, flat, total, peak=3e-4, floor=1e-5):
    if step < warm:
        return peak * (step + 1) / warm
    if step < warm + flat:
        return peak
    left = max(total - step, 0) / max(total - warm - flat, 1)
    return floor + (peak - floor) * left**1.5
