"""A drawing as a program of its own: the registry of the formats that a project can be exported to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from netbuilder.backends.frameworks import FRAMEWORKS
from netbuilder.backends.torch.build import require_sound
from netbuilder.errors import ProjectError
from netbuilder.export.keras import write as write_keras
from netbuilder.export.lightning import write as write_lightning
from netbuilder.export.pytorch import write as write_pytorch
from netbuilder.export.script import Script
from netbuilder.export.tensorflow import write as write_tensorflow
from netbuilder.export.tensors.script import write as write_tensors
from netbuilder.operations.tensor import Language
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check

__all__ = ["EXPORTERS", "Exporter", "Script", "export"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format. ``write`` takes the project, its check without errors, and the folder that the script will lie in.

    ``family``: whose weights and rows the script takes; ``needs``: the packages that it imports beside NumPy and the
    sources of its data.
    """

    name: str
    title: str
    suffix: str
    write: Callable[[Project, Check, Path | None], Script]
    family: Literal["torch", "keras", "tensors"]
    needs: tuple[str, ...]


TENSORS: Mapping[str, tuple[Language, tuple[str, ...]]] = MappingProxyType(
    {"pytorch-tensors": ("torch", ("torch",)), "tensorflow-tensors": ("tf", ("tensorflow",)), "numpy": ("numpy", ())}
)
"""The scripts that are written in tensors alone: their language, and what they need."""

EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        exporter.name: exporter
        for exporter in (
            Exporter("pytorch", FRAMEWORKS["pytorch"], ".py", write_pytorch, "torch", ("torch",)),
            Exporter("lightning", FRAMEWORKS["lightning"], ".py", write_lightning, "torch", ("torch", "lightning")),
            Exporter("keras", FRAMEWORKS["keras"], ".py", write_keras, "keras", ("keras", "tensorflow")),
            Exporter("tensorflow", FRAMEWORKS["tensorflow"], ".py", write_tensorflow, "keras", ("keras", "tensorflow")),
            *(
                Exporter(name, FRAMEWORKS[name], ".py", partial(write_tensors, language=language), "tensors", needs)
                for name, (language, needs) in TENSORS.items()
            ),
        )
    }
)
"""Every format by its name."""


def export(project: Project, to: str, *, data_base: Path | None = None) -> Script:
    """The script that trains the project's network by itself.

    ``data_base``: the folder that the script will lie in; a data file below it is then named relative to the script.
    Raises ProjectError where the format is not known or the project has a problem, and DataError where its data
    cannot be read.
    """
    exporter = EXPORTERS.get(to)
    if exporter is None:
        raise ProjectError(
            "There is no export to “{format}”. Choose one of: {known}.", format=to, known=", ".join(EXPORTERS)
        )
    checked = check(project.graph.active, project.data.dataset.signature())
    require_sound(checked)
    return exporter.write(project, checked, data_base)
