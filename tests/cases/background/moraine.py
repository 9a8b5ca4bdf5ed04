"""Moraine: which rows of a table hold the evaluation a paper reports."""


def reported_rows(table, metric, tolerance=0.05):
    wanted = {name.strip().lower(): score for name, score in metric}
    found = {}
    for number, row in enumerate(table):
        name = row["task"].strip().lower()
        if name in wanted and abs(row["score"] - wanted[name]) <= tolerance:
            found.setdefault(name, []).append(number)
    return found
