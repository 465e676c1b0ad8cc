"""The wheel and the sdist: what is in them, and that the wheel works where nothing else is."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.metadata import Metadata

from armlens import __version__
from release.artefacts import DIST, ROOT, missing, pins, run, sdist, server_info, wheel

pytestmark = pytest.mark.skipif(
    DIST is None and importlib.util.find_spec("hatchling") is None,
    reason="the build tool is not installed (pip install hatchling)",
)


def metadata(text: bytes) -> Metadata:
    """The metadata of a package, refused if the index would refuse it."""
    return Metadata.from_email(text, validate=True)


def test_the_wheel_describes_itself() -> None:
    with zipfile.ZipFile(wheel()) as archive:
        found = metadata(archive.read(f"armlens-{__version__}.dist-info/METADATA"))
    assert (found.name, str(found.version)) == ("armlens", __version__)
    assert found.description_content_type == "text/markdown"
    assert found.description == (ROOT / "README.md").read_text("utf-8")
    assert str(found.requires_python) == ">=3.11"
    assert found.license_expression == "MIT"


def test_the_wheel_holds_the_package_and_nothing_else() -> None:
    with zipfile.ZipFile(wheel()) as archive:
        names = archive.namelist()
    strangers = [
        name
        for name in names
        if not name.startswith((f"armlens-{__version__}.dist-info/", "armlens/"))
    ]
    assert strangers == [f"armlens-{__version__}.data/data/share/man/man1/armlens.1"]
    assert "armlens/py.typed" in names
    assert not [name for name in names if "__pycache__" in name]
    sources = (ROOT / "server" / "armlens").rglob("*.py")
    assert {path.relative_to(ROOT / "server").as_posix() for path in sources} <= set(names)


def test_the_sdist_can_be_tested() -> None:
    with tarfile.open(sdist()) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
        found = archive.extractfile(f"armlens-{__version__}/PKG-INFO")
        assert found
        assert str(metadata(found.read()).version) == __version__
    for folder, pattern in (("tests", "*.py"), ("samples", "*.json"), ("docs", "*.md")):
        paths = (ROOT / folder).rglob(pattern)
        assert {path.relative_to(ROOT).as_posix() for path in paths} <= names
    assert {"README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml"} <= names


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment in which only the wheel was installed."""
    home = tmp_path_factory.mktemp("empty")
    venv.create(home / "env")
    scripts = home / "env" / ("Scripts" if os.name == "nt" else "bin")
    constraints = home / "constraints.txt"
    constraints.write_text(pins(ROOT / "requirements-dev.txt"))
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", scripts / "python"]
    pip += ["install", "--quiet", "--only-binary", ":all:", "--constraint", constraints]
    try:
        done = run([*pip, wheel()], home)
    except subprocess.TimeoutExpired:
        done = None
    if done is None or "No matching distribution" in done.stderr:
        missing("the packages that armlens needs cannot be fetched")
    assert done is not None
    assert done.returncode == 0, done.stderr
    return scripts


def test_the_wheel_works_in_an_empty_environment(programs: Path, tmp_path: Path) -> None:
    armlens = programs / "armlens"
    assert run([armlens, "--version"], tmp_path).stdout == f"armlens {__version__}\n"
    report = run(
        [armlens, "check", ROOT / "samples" / "identity" / "fail-identity-none.json"], tmp_path
    )
    assert report.returncode == 1
    assert "Azure.AKS.ManagedIdentity" in report.stdout
    expected = {"name": "armlens", "version": __version__}
    assert server_info([armlens, "server"], tmp_path) == expected
