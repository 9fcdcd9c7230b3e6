"""Countries by code or name → ISO 3166 alpha-2, from the CLDR names that `phonenumbers` brings."""

from __future__ import annotations

from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import cast

import phonenumbers

NamesByLanguage = dict[str, dict[str, str]]


def _read_names() -> NamesByLanguage:
    # Its package also holds a place for every number prefix of the world: imported as usual, these names would take a hundred megabytes.
    loader = SourceFileLoader("phonenumbers.geodata.locale", str(Path(phonenumbers.__file__).parent / "geodata" / "locale.py"))
    spec = spec_from_loader(loader.name, loader)
    if spec is None:
        raise ImportError(loader.path)
    module = module_from_spec(spec)
    loader.exec_module(module)
    return cast("NamesByLanguage", module.LOCALE_DATA)


LOCALE_DATA = _read_names()

_ALSO = {"USA": "US", "UK": "GB", "UAE": "AE", "GREAT BRITAIN": "GB", "ENGLAND": "GB", "RUSSIA": "RU", "SOUTH KOREA": "KR"}


def country(text: str) -> str:
    """The two-letter code of a country given by code or name in any language; other text (a state) in capitals."""
    word = " ".join(text.upper().replace(".", "").split())
    return word if word in LOCALE_DATA else _ALSO.get(word) or _names().get(word, word)


def known_country(text: str) -> str | None:
    """Like `country`, but None where there is no such country."""
    found = country(text)
    return found if found in LOCALE_DATA else None


@cache
def _names() -> dict[str, str]:
    # Names in English win over a like name of another country in another language.
    found: dict[str, str] = {}
    for english in (True, False):
        for code, names in sorted(LOCALE_DATA.items()):
            for language, name in sorted(names.items()):
                # `*aa` stands for "as in the language aa".
                spelled = names[name[1:]] if name.startswith("*") else name
                if (language == "en") is english:
                    found.setdefault(spelled.upper(), code)
    return found
