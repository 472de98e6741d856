"""A Python file runs only once the user has allowed this very file, as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from netbuilder.errors import FileError
from netbuilder.interchange.modules.neighbors import neighbors
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


def test_a_change_of_what_it_imports_is_asked_about_again(tmp_path: Path) -> None:
    package = tmp_path / "nets"
    (package / "deep").mkdir(parents=True)
    for name in ("__init__.py", "deep/__init__.py"):
        (package / name).write_text("")
    (package / "net.py").write_text("import torch, beside\nfrom .parts import Block\nfrom nets.deep import far\n")
    (package / "parts.py").write_text("from torch import nn\nfrom . import sizes\nBlock = nn.Linear\n")
    (package / "sizes.py").write_text("WIDTH = 3\n")
    (package / "deep" / "far.py").write_text("import net\n")
    (package / "unread.py").write_text("WIDTH = 3\n")
    (tmp_path / "beside.py").write_text("this is no Python\n")
    read = [package / "__init__.py", package / "deep" / "__init__.py", package / "deep" / "far.py"]
    assert neighbors(package / "net.py") == sorted(
        [*read, package / "parts.py", package / "sizes.py", tmp_path / "beside.py"]
    )
    allow(package / "net.py")
    (package / "unread.py").write_text("WIDTH = 4\n")
    assert is_allowed(package / "net.py")
    for changed in (package / "sizes.py", tmp_path / "beside.py", package / "deep" / "far.py"):
        changed.write_text("WIDTH = 4\n")
        assert not is_allowed(package / "net.py")
        allow(package / "net.py")
    (package / "torch.py").write_text("")  # what is imported from here on
    assert not is_allowed(package / "net.py")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("net.pt", "could run any code. Write a function"),
        ("net.safetensors", "could run any code. Write a function"),
        ("net.h5", "of another framework. Make an ONNX file"),
        ("net.txt", "neither a Python file"),
    ],
)
def test_only_python_and_onnx_files_are_read(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / name).write_bytes(b"PK")
    with pytest.raises(FileError, match=sentence):
        read_source(tmp_path / name)


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="There is no file"):
        read_source(tmp_path / "gone.onnx")
