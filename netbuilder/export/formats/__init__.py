"""Everything that a project can be exported as: the registry of the formats, scripts first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from netbuilder.errors import ProjectError
from netbuilder.export import EXPORTERS
from netbuilder.export.formats import notebook, onnx_file, png, script_file, svg, tikz, weight_files
from netbuilder.export.formats.artifact import Artifact, Format, Kept, Request

__all__ = ["FORMATS", "NOTEBOOK", "Artifact", "Format", "Kept", "Request", "format_of", "notebook_of"]

NOTEBOOK = ".ipynb"
FRAMEWORK = "pytorch"
"""What a notebook is written in unless another framework is asked for."""


def notebook_of(framework: str) -> Format:
    """The notebook in the words of a framework."""
    write = partial(notebook.make, framework)
    return Format("notebook", "Jupyter notebook", NOTEBOOK, "notebook", write, weights="maybe", placed=True)


def _script_of(name: str) -> Format:
    one = EXPORTERS[name]
    write = partial(script_file.make, name)
    return Format(name, one.title, one.suffix, "script", write, weights="maybe", placed=True)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        found.name: found
        for found in (
            *map(_script_of, EXPORTERS),
            notebook_of(FRAMEWORK),
            Format("onnx", "ONNX", ".onnx", "tensors", onnx_file.make, weights="maybe", textual=False),
            Format(
                "weights", "Weights", weight_files.SUFFIX, "tensors", weight_files.make, weights="always", textual=False
            ),
            Format("svg", "Drawing as SVG", ".svg", "picture", svg.make),
            Format("png", "Drawing as PNG", ".png", "picture", png.make, textual=False),
            Format("tikz", "Drawing as TikZ", ".tex", "markup", tikz.make),
        )
    }
)
"""Every format by its name."""


def format_of(name: str, path: Path | None = None) -> Format:
    """The format of this name; of a framework, its notebook where the file is to be one.

    Raises ProjectError where there is no such format.
    """
    if name in EXPORTERS and path is not None and path.suffix.lower() == NOTEBOOK:
        return notebook_of(name)
    if name not in FORMATS:
        raise ProjectError(
            "There is no export to “{format}”. Choose one of: {known}.", format=name, known=", ".join(FORMATS)
        )
    return FORMATS[name]
