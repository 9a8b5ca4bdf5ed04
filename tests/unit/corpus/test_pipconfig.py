# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The indexes are those that pip itself would use."""

from pathlib import Path

import pytest

from gyebo.corpus.pipconfig import configured
from gyebo.errors import CorpusError


def home(folder: Path, text: str) -> dict[str, str]:
    """An environment in which only the user's own file says something."""
    path = folder / ".config" / "pip" / "pip.conf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return {"HOME": str(folder), "XDG_CONFIG_DIRS": str(folder / "none")}


def test_a_file_names_the_indexes(tmp_path: Path) -> None:
    environ = home(
        tmp_path,
        "[global]\nindex-url = https://a.example/simple\nextra_index_url =\n    https://b.example/simple\n"
        "    https://c.example/simple\ntrusted-host = b.example c.example\ntimeout = 7\n",
    )
    indexes = configured(environ, tmp_path / "prefix")
    assert indexes.url == "https://a.example/simple"
    assert indexes.extra_urls == ("https://b.example/simple", "https://c.example/simple")
    assert indexes.trusted_hosts == ("b.example", "c.example")
    assert indexes.timeout == 7.0


def test_a_variable_wins_over_a_file(tmp_path: Path) -> None:
    environ = home(tmp_path, "[global]\nindex-url = https://a.example/simple\n")
    environ["PIP_INDEX_URL"] = "https://v.example/simple"
    assert configured(environ, tmp_path).url == "https://v.example/simple"


def test_an_empty_variable_says_nothing(tmp_path: Path) -> None:
    environ = home(tmp_path, "[global]\nindex-url = https://a.example/simple\n")
    environ["PIP_INDEX_URL"] = ""
    assert configured(environ, tmp_path).url == "https://a.example/simple"


def test_the_file_of_the_environment_wins_over_the_users(tmp_path: Path) -> None:
    environ = home(tmp_path, "[global]\nindex-url = https://a.example/simple\n")
    (tmp_path / "prefix").mkdir()
    (tmp_path / "prefix" / "pip.conf").write_text("[global]\nindex-url = https://p.example/simple\n", encoding="utf-8")
    assert configured(environ, tmp_path / "prefix").url == "https://p.example/simple"


def test_a_named_file_replaces_the_users(tmp_path: Path) -> None:
    environ = home(tmp_path, "[global]\nindex-url = https://a.example/simple\nproxy = p.example:3128\n")
    (tmp_path / "named.conf").write_text("[download]\nfind-links = /wheels /more\nno-index = yes\n", encoding="utf-8")
    environ["PIP_CONFIG_FILE"] = str(tmp_path / "named.conf")
    indexes = configured(environ, tmp_path)
    assert (indexes.url, indexes.proxy) == ("", "")
    assert indexes.find_links == ("/wheels", "/more")
    assert indexes.no_index


def test_the_null_device_silences_all_files(tmp_path: Path) -> None:
    environ = home(tmp_path, "[global]\nindex-url = https://a.example/simple\n")
    environ["PIP_CONFIG_FILE"] = "/dev/null"
    assert configured(environ, tmp_path).url == ""


def test_the_section_of_download_wins_over_the_global_one(tmp_path: Path) -> None:
    environ = home(tmp_path, "[download]\ncert = /own.pem\n[global]\ncert = /all.pem\n[install]\ncert = /no.pem\n")
    assert configured(environ, tmp_path).cert == "/own.pem"


def test_a_proxy_without_a_scheme_is_an_http_proxy(tmp_path: Path) -> None:
    assert configured(home(tmp_path, "[global]\nproxy = p.example:3128\n"), tmp_path).proxy == "http://p.example:3128"


def test_a_broken_file_is_told_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"pip's configuration cannot be read: .*pip\.conf"):
        configured(home(tmp_path, "index-url = https://a.example\n"), tmp_path)


def test_a_timeout_that_is_no_number_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="timeout is 'soon'"):
        configured({"PIP_TIMEOUT": "soon", "PIP_CONFIG_FILE": "/dev/null"}, tmp_path)
