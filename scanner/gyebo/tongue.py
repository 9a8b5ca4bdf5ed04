# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The reports' own sentences in one language, from the catalogues in reports/locale."""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass

from gyebo.errors import ReportError
from gyebo.resources import folder
from gyebo.templating import exported


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of the page; a sentence without a translation stays English."""

    catalogue: gettext.NullTranslations

    def say(self, sentence: str, values: Mapping[str, object]) -> str:
        return self.catalogue.gettext(sentence) % values

    def count(self, singular: str, plural: str, n: int, values: Mapping[str, object]) -> str:
        return self.catalogue.ngettext(singular, plural, n) % {"n": f"{n:,}", **values}


def tongue(language: str) -> Tongue:
    try:
        return Tongue(gettext.translation("gyebo", folder("reports") / "locale", [language]))
    except OSError as error:
        raise ReportError(
            f"The {language} catalogue is missing from this installation; install gyebo again."
        ) from error


def words(template: str, language: str) -> Mapping[str, Mapping[str, str]]:
    """The tables of words that a template sets (GRADES, AXES and so on), in one language, as plain text."""
    return exported(template, {"tongue": tongue(language), "saying": "say.txt.j2"}, str)
