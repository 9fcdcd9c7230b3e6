from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.runtime import assets

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose lock asks for a package that exists nowhere."""
    package = {"name": "x", "version": "1.0.0", "dependencies": {"missing": "file:./missing"}}
    (tmp_path / "package.json").write_text(json.dumps(package))
    lock = {"name": "x", "version": "1.0.0", "lockfileVersion": 3, "packages": {"": package}}
    (tmp_path / "package-lock.json").write_text(json.dumps(lock))
    return tmp_path


def test_a_failed_fetch_says_why_and_leaves_what_was_there(checkout: Path) -> None:
    """The error of npm is shown in one sentence, and the old assets stay."""
    vendor = checkout / "vendor"
    vendor.mkdir()
    (vendor / "old.js").write_text("old")
    with pytest.raises(assets.AssetError, match=r"Web assets could not be fetched \(npm"):
        assets.fetch(print, vendor, checkout)
    assert (vendor / "old.js").read_text() == "old"


def test_assets_of_another_lock_are_not_complete(checkout: Path) -> None:
    """A changed lock, or one missing file, and they are fetched again."""
    vendor = checkout / "vendor"
    for name in assets.FILES:
        (vendor / name).parent.mkdir(parents=True, exist_ok=True)
        (vendor / name).touch()
    assert not assets.is_complete(vendor, checkout)
    (vendor / ".lock.sha256").write_text("of another lock")
    assert not assets.is_complete(vendor, checkout)


def test_this_clone_has_its_assets() -> None:
    """`make setup` has been here."""
    assert assets.is_complete()
