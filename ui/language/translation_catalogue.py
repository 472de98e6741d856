"""For developers: every text of the program, collected into one file for translators (``python -m
ui.language.translation_catalogue``).

The window's own texts are found by Qt's lupdate; the engine's sentences and declarations by reading its source.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import PySide6

import netbuilder
import resources
import samples
import ui
from netbuilder.backends.torch.losses import Metric
from netbuilder.choice_labels import choice_label
from netbuilder.data.base import DataCategory, Dataset
from netbuilder.data.catalogue import dataset_types
from netbuilder.data.settings import DataSettings
from netbuilder.declaration import Declared
from netbuilder.export.formats import FORMATS
from netbuilder.files.block_files import SUFFIX, read_block
from netbuilder.graph.blocks import BlockUse
from netbuilder.layers import Category, Layer, layer_types
from netbuilder.project.block_definitions import BlockSettings
from netbuilder.project.training_settings import TrainingSettings
from ui.language.text import CONTEXT
from ui.project.block_library import BUNDLED

FILE = resources.FOLDER / "translations" / "netbuilder.ts"
"""The catalogue. A translation is a copy of it named ``netbuilder_<language>.ts``, compiled by lrelease to ``.qm``."""
PACKAGES = tuple(Path(package.__file__).parent for package in (netbuilder, ui) if package.__file__)


def collect(target: Path = FILE) -> int:
    """Write the catalogue. Returns the number of texts."""
    root = _texts_of_the_window()
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for text in sorted({*sentences(PACKAGES), *declared()}):
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = text
        ElementTree.SubElement(message, "translation", type="unfinished")
    ElementTree.indent(root, " ")
    xml = ElementTree.tostring(root, encoding="unicode")
    target.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{xml}\n', encoding="utf-8")
    return len(root.findall(".//message"))


def sentences(packages: Iterable[Path]) -> Iterator[str]:
    """Every literal template of ``say`` and of the errors for users."""
    files = chain.from_iterable(sorted(package.rglob("*.py")) for package in packages)
    for node in chain.from_iterable(ast.walk(ast.parse(file.read_text("utf-8"))) for file in files):
        match node:
            case ast.Call(func=function, args=[ast.Constant(value=str(template)), *_]) if template and _speaks(
                function
            ):
                yield template


def declared() -> Iterator[str]:
    """Titles, descriptions, labels, help, units and choices of everything that is declared."""
    yield from (category.value for category in (*Category, *DataCategory))
    yield from (one.title for one in FORMATS.values())
    kinds: tuple[type[Layer | Dataset], ...] = (*layer_types().values(), BlockUse, *dataset_types().values())
    for kind in kinds:
        yield kind.title
        yield kind.description()
        yield from _of_parameters(kind)
    for layer in (kind() for kind in layer_types().values()):
        yield from (layer.port_label(port).template for port in (*layer.input_ports(), *layer.output_ports()))
    for block in map(read_block, sorted(BUNDLED.glob(f"*{SUFFIX}"))):
        yield from (block.definition.name, block.definition.note)
    yield from samples.TITLES.values()
    yield from get_args(Metric)
    yield from _of_parameters(DataSettings)
    yield from _of_parameters(TrainingSettings)
    yield from _of_parameters(BlockSettings)


def _of_parameters(kind: type[Declared]) -> Iterator[str]:
    for parameter in kind.parameters_declared():
        yield from filter(None, (parameter.label, parameter.help, parameter.unit))
        yield from (choice_label(choice).template for choice in parameter.choices)


def _speaks(function: ast.expr) -> bool:
    """Whether a called function takes a template as its first argument."""
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in ("say", "translated") or name.endswith("Error")


def tool(name: str) -> str:
    """The path of one of Qt's programs for translators, which come with PySide6. Raises FileNotFoundError."""
    found = shutil.which(name, path=str(Path(PySide6.__file__).parent))
    if found is None:
        raise FileNotFoundError(name)
    return found


def _texts_of_the_window() -> ElementTree.Element:
    """What lupdate finds in the window's source."""
    files = [str(file) for file in sorted(PACKAGES[1].rglob("*.py"))]
    with tempfile.TemporaryDirectory() as temporary:
        target = Path(temporary) / "window.ts"
        command = [tool("lupdate"), *files, "-locations", "none", "-silent", "-ts", str(target)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603  Qt's own program on our own files
        return ElementTree.parse(target).getroot()  # noqa: S314  written by the line above


if __name__ == "__main__":
    sys.stdout.write(f"{collect()} texts in {FILE}\n")
