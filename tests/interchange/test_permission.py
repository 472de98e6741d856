"""A Python file runs only once the user has allowed this very file, as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from netbuilder.errors import FileError
from netbuilder.interchange.modules.permission import ALLOWED, allow, is_allowed, settings_folder
from netbuilder.interchange.reading import read_source


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "net.py"
    path.write_text("raise SystemExit\n")
    return path


def test_a_file_is_allowed_until_it_changes(file: Path) -> None:
    assert not is_allowed(file)
    allow(file)
    assert is_allowed(file)
    file.write_text("import os\n")
    assert not is_allowed(file)
    allow(file)
    assert is_allowed(file)


def test_the_same_content_elsewhere_is_another_file(file: Path, tmp_path: Path) -> None:
    allow(file)
    other = tmp_path / "other.py"
    other.write_bytes(file.read_bytes())
    assert not is_allowed(other)
    assert is_allowed(file)


def test_what_is_remembered_lies_with_the_settings_and_if_damaged_one_is_asked_again(file: Path) -> None:
    allow(file)
    kept = settings_folder() / ALLOWED
    assert kept.is_file()
    kept.write_text("[not json")
    assert not is_allowed(file)
    allow(file)
    assert is_allowed(file)


def test_a_file_that_is_not_allowed_is_not_read(file: Path) -> None:
    with pytest.raises(FileError, match="has not been allowed"):
        read_source(file)


def test_only_python_and_onnx_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "net.pt").write_bytes(b"PK")
    with pytest.raises(FileError, match="neither a Python file"):
        read_source(tmp_path / "net.pt")
    with pytest.raises(FileError, match="There is no file"):
        read_source(tmp_path / "gone.onnx")
