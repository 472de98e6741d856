"""What an ONNX file says of itself: how rows are prepared for it, and how its answers are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netbuilder import __version__
from netbuilder.export.formats.artifact import Request
from netbuilder.graph.identifiers import identifiers
from netbuilder.shapes.check_result import Check
from netbuilder.training.batches import input_columns

if TYPE_CHECKING:
    from netbuilder.data.pipeline import Prepared
    from netbuilder.project.project import Project

ABOUT = (
    "Drawn in NetBuilder. The metadata say how rows are prepared, each entry as JSON: a gap becomes the number of "
    "gaps_filled_with, then a row enters as (row - shift) / scale; input_columns are the numbers of the features that "
    "each input takes. Answers are read as reading says."
)

CLASSES = "the class with the largest output, by its place in class_names"
COLUMN = "the second of class_names where the output is above 0, else the first"
NUMBERS = "output * target_scale + target_shift"


def properties(request: Request, prepared: Prepared, check: Check) -> dict[str, str]:
    """The metadata of the file, each value as JSON."""
    signature = prepared.signature
    values: dict[str, Any] = {
        "program": f"NetBuilder {__version__}",
        "weights": _weights(request),
        "feature_names": list(signature.feature_names),
        "input_columns": _columns(check),
        "gaps_filled_with": _gaps(request.project, prepared) if signature.gaps else None,
        "shift": prepared.shift.tolist(),
        "scale": prepared.scale.tolist(),
        "reading": _reading(check),
    }
    if signature.classes:
        values["class_names"] = list(signature.classes)
    else:
        values |= {"target_shift": prepared.target_shift.tolist(), "target_scale": prepared.target_scale.tolist()}
    return {name: json.dumps(value, ensure_ascii=False) for name, value in values.items() if value is not None}


def _weights(request: Request) -> str:
    if request.kept is None:
        return f"starting values of seed {request.project.training.seed}, not trained"
    return f"run {request.kept.run}, epoch {request.kept.epoch}"


def _columns(check: Check) -> dict[str, list[int] | str]:
    names = identifiers(check.graph)
    inputs = zip(check.graph.with_role("input"), input_columns(check), strict=True)
    return {names[node.id]: "all" if columns is None else list(columns) for node, columns in inputs}


def _gaps(project: Project, prepared: Prepared) -> list[float | None] | None:
    """By which number a gap in each feature is filled; None where there are no gaps."""
    import numpy

    from netbuilder.data.pipeline import filling_step, load

    fill = filling_step(prepared.signature)
    if fill is None:
        return None
    known = load(project.data).features
    empty = numpy.full((1, *known.shape[1:]), numpy.nan)
    row = fill(numpy.concatenate([known, empty]), prepared.training.rows)[-1]
    return [None if numpy.isnan(value) else float(value) for value in row]


def _reading(check: Check) -> str:
    """How the first output is read."""
    classes = check.signature.classes if check.signature is not None else ()
    if not classes:
        return NUMBERS
    return COLUMN if check.shape(check.graph.with_role("output")[0].id) == (1,) else CLASSES
