"""The weights of a run for the same network drawn in another way, as where one of its layers was opened."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from netbuilder import __version__
from netbuilder.errors import FileError
from netbuilder.files.regular import write_regular
from netbuilder.files.write import dumps
from netbuilder.messages import say
from netbuilder.runs import run_files
from netbuilder.runs.checkpoint_file import checkpoint_bytes
from netbuilder.runs.notes import LONGEST_NAME, Notes, write_notes
from netbuilder.runs.results import result
from netbuilder.runs.resume_file import resume_bytes
from netbuilder.runs.tensor_file import tensors_bytes
from netbuilder.training.resume import Resume

if TYPE_CHECKING:
    import torch

    from netbuilder.backends.torch.weights import Weights
    from netbuilder.project.project import Project
    from netbuilder.runs.folder import RunsFolder
    from netbuilder.runs.run import Run

ROWS = 256
"""On so many rows the two networks are compared."""
APART = 1e-5
"""So far apart, relative to the largest of them, their outputs may be: they add in other orders."""


def carried_over(run: Run, before: Project, project: Project, folder: RunsFolder) -> Path:
    """Keep the weights of a run as the next run of the folder, for a project that computes the same.

    ``before``: the project whose network had these weights; ``project``: the same with layers opened, made a block, or
    taken out of one. Epochs, optimizer and random numbers stay, so that training goes on as it would have.
    Returns the folder of the new run. Raises FileError where the run is of another drawing, where its weights do not
    fit the new one, or where the outputs are others; ProjectError and DataError where the project cannot be computed.
    """
    if run.project is None or run.used_in(before).difference(before) is not None:
        raise FileError(
            "Run {number} was trained on another drawing, so its weights cannot be carried over. Train again.",
            number=run.number,
        )
    resume = run.resume()
    old, new = _Network(before), _Network(project)
    names = renamed(old.shapes(), new.shapes(), new.learned)
    if names is None:
        raise _other_network(run)

    def carry(weights: Weights) -> Weights:
        return {name: weights[names[name]] if name in names else kept.clone() for name, kept in new.state.items()}

    carried = replace(
        resume,
        weights=carry(resume.weights),
        best_weights=carry(resume.best_weights),
        kept={epoch: carry(weights) for epoch, weights in resume.kept.items()},
        optimizer=_renumbered(resume.optimizer, old.learned, [names[name] for name in new.learned]),
    )
    if not _same(old.outputs(resume.weights), new.outputs(carried.weights)):
        raise _other_network(run)
    return _kept(run, carried, project, folder)


def _other_network(run: Run) -> FileError:
    return FileError(
        "The weights of run {number} do not give the same outputs in the new drawing, so they were not carried over. "
        "Train again.",
        number=run.number,
    )


class _Network:
    """A project's network with starting weights, in 64 bits, and rows to feed it with.

    ``state``: its weights and buffers in the type that they have; ``learned``: the names of those that it learns, in
    their order.
    """

    def __init__(self, project: Project) -> None:
        import torch

        from netbuilder.backends.torch.build import build
        from netbuilder.backends.torch.rng_scope import RngScope
        from netbuilder.backends.torch.weights import copy_weights
        from netbuilder.data.pipeline import prepare
        from netbuilder.shapes.check import check
        from netbuilder.training.batches import network_inputs

        prepared = prepare(project.data)
        found = check(project.graph.active, prepared.signature)
        with RngScope("cpu"):  # what is drawn here is drawn from nobody else
            self._network = build(found)
        self.state = copy_weights(self._network.state_dict())
        self.learned = [name for name, _ in self._network.named_parameters()]
        features, targets = (
            torch.from_numpy(part[:ROWS]) for part in (prepared.training.features, prepared.training.targets)
        )
        self._inputs = [entry.double() for entry in network_inputs(found, features, targets)]

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Of all weights and buffers, by name."""
        return {name: tuple(value.shape) for name, value in self.state.items()}

    def outputs(self, weights: Weights) -> tuple[torch.Tensor, ...]:
        """What it computes of the rows with some weights, as it does when it is not trained."""
        import torch

        from netbuilder.backends.torch.weights import load_weights
        from netbuilder.training.wide_numbers import wide_numbers

        network = self._network.float().eval()
        load_weights(network, weights)
        with torch.no_grad(), wide_numbers():
            found = network.double()(*self._inputs)
        return found if isinstance(found, tuple) else (found,)


def renamed(
    old: Mapping[str, Sequence[int]], new: Mapping[str, Sequence[int]], learned: Sequence[str]
) -> dict[str, str] | None:
    """Which tensor of the old network each of the new one is, by their names; None where one that is learned is none.

    The same name is the same tensor; of the others with the same shape, that which ends in the most equal words.
    Tensors that are not ``learned``, such as constants of an opened layer, may be new.
    """
    found = {name: name for name, shape in new.items() if name in old and tuple(old[name]) == tuple(shape)}
    left = [name for name in old if name not in found]
    for name, shape in new.items():
        fitting = [other for other in left if tuple(old[other]) == tuple(shape)]
        if name in found or not fitting:
            continue
        nearest = max(fitting, key=lambda other: _common(name, other))
        if _common(name, nearest):
            found[name] = nearest
            left.remove(nearest)
    return found if all(name in found for name in learned) else None


def _common(first: str, second: str) -> int:
    """How many words two names end in that are the same."""
    words = ([*reversed(name.replace(".", "_").split("_"))] for name in (first, second))
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*words, strict=False)))


def _renumbered(
    optimizer: Mapping[str, torch.Tensor], old: Sequence[str], sources: Sequence[str]
) -> dict[str, torch.Tensor]:
    """The state of an optimizer by "parameter number.name", for weights in another order.

    ``sources``: what each weight of the new network was called.
    """
    places = {old.index(source): number for number, source in enumerate(sources) if source in old}
    carried = {}
    for path, value in optimizer.items():
        number, _, name = path.partition(".")
        if int(number) in places:
            carried[f"{places[int(number)]}.{name}"] = value
    return carried


def _same(first: Sequence[torch.Tensor], second: Sequence[torch.Tensor]) -> bool:
    if [one.shape for one in first] != [one.shape for one in second]:
        return False
    for one, other in zip(first, second, strict=True):
        size = float(one.abs().nan_to_num(posinf=0.0).max()) if one.numel() else 0.0
        if not one.allclose(other, rtol=0.0, atol=APART * max(size, 1.0), equal_nan=True):
            return False
    return True


def _kept(run: Run, resume: Resume, project: Project, folder: RunsFolder) -> Path:
    """As a training would have kept it. The standing is written last."""
    path, epochs = folder.create(), len(resume.records)
    settings = run_files.RunSettings(
        netbuilder=__version__,
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        device=run.device,
        seed=project.training.seed,
        reason=run.reason,
        resumed_from=run.number,
        earlier_epochs=epochs,
        seams=resume.seams,
        rows_mark=run.rows_mark,
        parameters=sum(value.numel() for value in resume.weights.values() if value.is_floating_point()),
        result=result(resume.records),
        project=json.loads(dumps(project, folder.base)),
    )
    best = run.best_epoch if run.best_epoch is not None and run.best_epoch <= epochs else epochs
    contents = {
        run_files.HISTORY: run_files.history_text(resume.records, resume.start).encode(),
        run_files.SETTINGS: (json.dumps(settings.model_dump(), indent=2, ensure_ascii=False) + "\n").encode(),
        run_files.LAST: tensors_bytes(resume.weights, {"epoch": epochs}),
    }
    if resume.kept:
        contents[run_files.EPOCHS] = checkpoint_bytes(resume.kept)
    if resume.records:
        contents[run_files.BEST] = tensors_bytes(resume.best_weights, {"epoch": best})
        contents[run_files.RESUME] = resume_bytes(resume)
    for name, content in contents.items():
        write_regular(path / name, content)
    text = str(say("{run}, drawn in another way", run=run.notes.name or say("Run {number}", number=run.number)))
    write_notes(path, Notes(name=text[:LONGEST_NAME]))
    return path
