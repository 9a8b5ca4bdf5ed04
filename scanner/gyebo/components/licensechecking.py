# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The one home of licensecheck, run as a process of its own: names of packages in, what it says of them out.

It is given names and versions only, never a file: from a requirements file it would start `uv` through a shell and,
through that, the submission's own build backend. Importing it writes a cache, so its home is a folder that goes away.
"""

import json
import sys
from typing import Protocol, TextIO, cast


class _Remote(Protocol):
    """What is used of licensecheck's look-up; the library brings no types for it."""

    raw_data: dict[str, object] | None
    error_state: str | None

    def get_license(self) -> str | None: ...

    def get_version(self) -> str | None: ...


def answer(wanted: TextIO, told: TextIO) -> None:
    """Reads {"index", "licence", "packages": [[name, version]]}, writes one JSON object a package, each at once."""
    asked = cast("dict[str, object]", json.load(wanted))
    packages = cast("list[list[str]]", asked["packages"])
    for name, version in packages:
        said = _looked_up(str(asked["index"]), name, version)
        said["matrix"] = _compared(str(asked["licence"]), str(said["licence"]))
        told.write(json.dumps({"name": name, **said}) + "\n")
        told.flush()


def _looked_up(index: str, name: str, version: str) -> dict[str, object]:
    from licensecheck.packageinfo import PackageInfoManager, RemotePackageInfo
    from licensecheck.types import PackageInfo

    manager = PackageInfoManager(index) if index else PackageInfoManager()
    # What is installed beside gyebo is another version than the one declared, so its local look-up is not asked.
    remote = cast(
        "_Remote", RemotePackageInfo(pypi_api=manager.pypi_api, package=PackageInfo(name=name, version=version or None))
    )
    licence = remote.get_license() or ""
    if not remote.raw_data:
        return {"licence": "", "version": "", "status": _status(f"{manager.pypi_api}{name}/json")}
    return {"licence": licence, "version": remote.get_version() or "", "status": 200}


def _status(url: str) -> int:
    """Why there was no answer, which the library does not tell: 404 means that there is no such package."""
    from licensecheck.session import session

    try:
        return int(session.get(url, timeout=60).status_code)
    except OSError:  # what its network library raises is one
        return 0


def _compared(own: str, licence: str) -> dict[str, object] | None:
    """What its matrix says, with the names that its look-up by substrings took both licences for."""
    from licensecheck import license_matrix
    from licensecheck.types import License, ucstr

    if not own or not licence:
        return None
    ours, theirs = (license_matrix.licenseLookup(ucstr(one)) for one in (own, licence))
    if License.UNKNOWN in (ours, theirs):
        return None
    return {"own": ours.name, "other": theirs.name, "carries": license_matrix.depCompatWMyLice(ours, [theirs])}


def is_installed() -> bool:
    """Whether the extra is there; nothing is imported."""
    from importlib.util import find_spec

    return find_spec("licensecheck") is not None


if __name__ == "__main__":
    answer(sys.stdin, sys.stdout)
