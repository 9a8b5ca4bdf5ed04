# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Measure how much of transformers' model code has a maker in rules/organisations.

Usage: python benchmarks/organisation_coverage.py WHEEL...

Each WHEEL is a wheel of transformers, read as a zip file and never installed. A folder of
transformers/models/deprecated counts as the retired model it holds. The exit status is 1 when
a folder has no entry, an id or an alias appears twice, or too few tokens have a known maker.
"""

import io
import sys
import tokenize
import tomllib
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

Organisation = dict[str, Any]
RULES = Path(__file__).resolve().parent.parent / "rules" / "organisations"
MINIMUM_SHARE = 0.90
LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


def model_ids(organisation: Organisation) -> list[str]:
    """List the ids of an organisation's models, the other ids in `also` included."""
    models = organisation.get("models", [])
    return [name for model in models for name in (model["id"], *model.get("also", []))]


def rule_errors(organisations: list[Organisation]) -> list[str]:
    """Describe every id and every alias, letter case aside, that appears twice."""
    seen = Counter(f"id {name}" for item in organisations for name in model_ids(item))
    for item in organisations:
        seen.update(f"alias {name.casefold()}" for name in (item["name"], *item["aliases"]))
    return sorted(f"{name} appears twice" for name, count in seen.items() if count > 1)


def count_tokens(source: bytes) -> int:
    """Count the tokens of a Python file, without comments and layout."""
    return sum(token.type not in LAYOUT for token in tokenize.tokenize(io.BytesIO(source).readline))


def tokens_by_folder(wheel: Path) -> Counter[str]:
    """Count the tokens of every model folder of a wheel of transformers."""
    totals: Counter[str] = Counter()
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            parts = name.split("/")
            if not name.startswith("transformers/models/") or len(parts) < 4:
                continue
            folder = parts[3] if parts[2] == "deprecated" and len(parts) > 4 else parts[2]
            totals[folder] += count_tokens(archive.read(name)) if name.endswith(".py") else 0
    return totals


def report(wheel: Path, makers: dict[str, Organisation]) -> bool:
    """Print the coverage of one wheel and tell whether it is enough."""
    tokens = tokens_by_folder(wheel)
    missing = sorted(tokens.keys() - makers.keys())
    known = [name for name in tokens.keys() & makers if makers[name]["id"] != "unknown"]
    unknown = len(tokens) - len(known) - len(missing)
    total = max(tokens.total(), 1)
    share = sum(tokens[name] for name in known) / total
    print(f"{wheel.name}: {len(tokens)} model folders")
    print(f"  {len(known)} known, {unknown} explicit unknown, {len(missing)} missing {missing}")
    print(f"  known maker: {share:.2%} of {total} tokens")
    countries: Counter[str] = Counter()
    for name, count in tokens.items():
        countries[makers[name]["country"] if name in makers else "missing"] += count
    print("  " + ", ".join(f"{code} {n / total:.2%}" for code, n in countries.most_common()))
    return not missing and share >= MINIMUM_SHARE


def main(arguments: list[str]) -> int:
    """Check the rules and report every wheel."""
    if not arguments:
        print(__doc__)
        return 2
    paths = sorted(RULES.glob("*.toml"))
    organisations = [tomllib.loads(path.read_text("utf-8")) for path in paths]
    errors = rule_errors(organisations)
    makers = {name: item for item in organisations for name in model_ids(item)}
    enough = [report(Path(argument), makers) for argument in arguments]
    print("\n".join(errors) or "no id and no alias appears twice")
    return 0 if all(enough) and not errors else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
