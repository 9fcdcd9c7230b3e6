"""Where things live: state in a home, downloads in the platform's cache, nothing anywhere else.

Two homes are two products side by side. Secrets are files that only their owner may read.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from app.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "throughline"
_OWNER_ONLY = 0o600

PASSWORD = "password"  # noqa: S105 - the name of a file
SECRET = "secret"  # noqa: S105 - the name of a file


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of this product's state: THROUGHLINE_HOME, else the platform's user data folder."""
    given = environ.get("THROUGHLINE_HOME")
    return Path(given).expanduser().absolute() if given else platformdirs.user_data_path(_NAME, appauthor=False)


def cache() -> Path:
    """The folder of downloads, shared by all homes and safe to delete."""
    return platformdirs.user_cache_path(_NAME, appauthor=False)


def prepared(folder: Path) -> Path:
    """The folder itself, made if missing. Raises Unavailable when it cannot be made or written."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Unavailable(f"{folder} cannot be used ({error.strerror}); set THROUGHLINE_HOME to a folder you may write.") from error
    if not os.access(folder, os.W_OK):
        raise Unavailable(f"{folder} cannot be written; set THROUGHLINE_HOME to a folder you may write.")
    return folder


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner may read; whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def kept_secret(folder: Path, name: str) -> str:
    """The secret called `name` in a folder: made on first use, the same ever after."""
    path = prepared(folder) / name
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return _first_secret(path)


def _first_secret(path: Path) -> str:
    """Two processes may be first at once: the link fails for the second, who then takes the first one's secret."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    write_private(draft, secrets.token_urlsafe(24))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="utf-8").strip()
