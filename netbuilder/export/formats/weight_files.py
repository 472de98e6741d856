"""The weights of a kept run as a safetensors file, in the names of the framework that reads them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from netbuilder.errors import ProjectError
from netbuilder.export.formats.artifact import Artifact, Kept, Request
from netbuilder.messages import Message, say
from netbuilder.shapes.check import check

if TYPE_CHECKING:
    from netbuilder.project.project import Project
    from netbuilder.runs.run import Run

SUFFIX = ".safetensors"


def kept(run: Run, project: Project) -> Kept:
    """The weights of the best epoch of a run, or of the epoch that it was taken back to; the notes are the project's.

    Raises FileError where they are not kept, DataError where the data are no longer those of the run.
    """
    from netbuilder.kept_runs.trained import trained

    used = trained(run, run.epoch if run.restored else run.best_epoch)
    as_trained = replace(used.project, notes=project.notes)
    difference = run.difference(project)
    return Kept(run.number, used.epoch, as_trained, run.weights_at(used.epoch), used.prepared, difference)


def make(request: Request) -> Artifact:
    """The weights by the names that PyTorch gives them. Raises ProjectError where there are none of a kept run."""
    if request.kept is None:
        raise ProjectError("There are no weights to write: the project has no kept run. Train it first.")
    weights = request.kept.weights
    facts = tuple((say("{name}", name=name), _described(value)) for name, value in weights.items())
    return Artifact(beside_script("torch", request.kept), facts=facts, notes=notes_of(request))


def beside_script(family: Literal["torch", "keras", "tensors"], kept: Kept) -> bytes:
    """The file that a script of this family starts from with ``--weights``."""
    import numpy
    from safetensors.numpy import save

    arrays: dict[str, Any] = {name: value.numpy() for name, value in kept.weights.items()}
    if family == "keras":
        from netbuilder.backends.keras.weights import keras_weights

        arrays = keras_weights(check(kept.project.graph.active, kept.prepared.signature), arrays)
    if family != "torch":
        arrays = {name: numpy.asarray(value, dtype=numpy.float32) for name, value in arrays.items()}
    contiguous = {name: numpy.asarray(value, order="C") for name, value in arrays.items()}
    return save(contiguous, metadata={"trained": f"run {kept.run}, epoch {kept.epoch}"})


def notes_of(request: Request) -> tuple[Message, ...]:
    """Whose weights were written, and in what the project differs from what was trained."""
    found = request.kept
    if found is None:
        return ()
    notes = [say("The weights are those of run {run} at epoch {epoch}.", run=found.run, epoch=found.epoch)]
    if found.difference is not None:
        notes.append(
            say(
                "Since run {run} the project has {difference}. What was trained is exported.",
                run=found.run,
                difference=found.difference,
            )
        )
    return tuple(notes)


def _described(value: Any) -> str:
    return f"{' × '.join(map(str, value.shape)) or '1'} {str(value.dtype).removeprefix('torch.')}"
