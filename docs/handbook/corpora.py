# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tables of the sources that our own manifests pin."""

from gyebo import resources
from gyebo.corpus.manifest import load
from handbook.markup import code, plain, table


def manifests() -> str:
    """Each manifest, what it costs to build, and its sources; those of a manifest it extends are told there."""
    parts, told = list[str](), set[str]()
    for path in sorted((resources.folder("rules") / "corpora").glob("*.toml")):
        manifest = load(path)
        sources = [source for source in manifest.sources if source.id not in told]
        told |= {source.id for source in sources}
        rows = [(code(s.id), plain(s.host), plain(s.licence), s.released.isoformat()) for s in sources]
        parts.append(f"### {manifest.name} {{#{manifest.name}}}")
        parts.append(f"{plain(manifest.title)}. {plain(manifest.announcement)}")
        parts.append(table(("Source", "Who publishes it", "Licence", "Published"), rows))
    return "\n\n".join(parts)
