"""The part of a script that makes the data: loaded, split, made noisy and normalized as the program does."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from netbuilder.backends.torch.losses import weighs_classes
from netbuilder.data.base import Dataset
from netbuilder.data.pipeline import (
    Noise,
    Step,
    filling_step,
    noise_steps,
    normalisation_step,
    split_step,
    target_step,
)
from netbuilder.data.preparation import class_weights
from netbuilder.data.settings import DataSettings
from netbuilder.declaration import Kind
from netbuilder.export.layout.statements import WIDTH
from netbuilder.export.printed import Import
from netbuilder.export.script import Draft
from netbuilder.layers.calls import literal
from netbuilder.project.project import Project


@dataclass(frozen=True, slots=True)
class Arrays:
    """How a framework takes the rows.

    ``type``: of features and targets; ``made``: the call that makes one, over ``{value}`` and ``{dtype}``;
    ``parameter``: what ``load_data`` must be told for it; ``channels_last``: whether the channels of images come last.
    """

    type: str
    made: str
    parameter: str = ""
    channels_last: bool = False


TENSORS = Arrays("torch.Tensor", "torch.as_tensor({value}, dtype=torch.{dtype}, device=device)", "device: str")
NUMPY = Arrays("numpy.ndarray", 'numpy.asarray({value}, dtype="{dtype}")')
NUMPY_CHANNELS_LAST = replace(NUMPY, channels_last=True)


_STOP = '''
def stop(reason: str) -> NoReturn:
    """End as for a wrong option: with one line and exit code 2."""
    print(f"error: {reason}", file=sys.stderr)
    sys.exit(2)
'''


def add_data(draft: Draft, project: Project, data_base: Path | None, arrays: Arrays) -> None:
    """Add ``load_data``, which gives the rows of each part, and the scale of scaled targets."""
    settings = project.data
    source, split, normalise = settings.dataset.source(), split_step(settings), normalisation_step(settings)
    noise, scale = noise_steps(settings, settings.dataset.signature()), targets_scaled(settings)
    fill = filling_step(settings.dataset.signature())
    steps = (source, split, fill, normalise, scale, noise.features, noise.targets)
    used = [step for step in steps if step is not None]
    draft.add_functions([step.function for step in used], source.unused)
    files = _files(settings.dataset, data_base)
    if files:
        draft.imports.add(Import("pathlib", "Path"))
        add_stop(draft)
    rows = ", ".join(f"{name}={name if name in files else literal(value)}" for name, value in source.arguments.items())
    names = row_tensors(project)
    if "weights" in names:
        draft.add_functions([class_weights])
    draft.need(arrays.type.partition(".")[0])
    draft.constants.append(f"Rows = tuple[{', '.join([arrays.type] * len(names))}]")
    lines = _loading(settings, noise, f"{source.function.__name__}({rows})", names, arrays)
    lines[1:1] = [line for name, path in files.items() for line in _found(name, path)]
    body = "\n".join(f"    {line}" for line in lines)
    kinds = ["Rows"] * len(loaded_parts(settings)) + [arrays.type] * (scale is not None)
    gives = kinds[0] if len(kinds) == 1 else f"tuple[{', '.join(kinds)}]"
    draft.add_text(f"def load_data({arrays.parameter}) -> {gives}:\n{body}")


def add_stop(draft: Draft) -> None:
    """Add ``stop``, unless it is there already."""
    if "stop" not in draft.names:
        draft.names.add("stop")
        draft.need("sys")
        draft.imports.add(Import("typing", "NoReturn"))
        draft.add_text(_STOP)


def loaded_parts(settings: DataSettings) -> list[str]:
    """The parts that ``load_data`` gives, in their order."""
    return ["training", *(part for part in ("validation", "test") if getattr(settings, part))]


def row_tensors(project: Project) -> list[str]:
    """What the script has of the rows of a part: features and targets, and weights where classes have some."""
    weighted = weighs_classes(project.training, project.data.dataset.signature())
    return ["features", "targets", *(["weights"] if weighted else [])]


def targets_scaled(settings: DataSettings) -> Step | None:
    """The step by which the targets are scaled, or None. Raises DataError where the data cannot be used."""
    return target_step(settings, settings.dataset.signature())


def _loading(settings: DataSettings, noise: Noise, rows: str, names: list[str], arrays: Arrays) -> list[str]:
    """The lines of ``load_data``; ``rows`` is the call that makes all rows, ``names`` what it gives of them."""
    split, normalise, scale = split_step(settings), normalisation_step(settings), targets_scaled(settings)
    parts = loaded_parts(settings)
    kind = "int64" if settings.dataset.signature().task == "classification" else "float32"
    body = [
        f'"""{_described(parts, names, scale is not None)}"""',
        f"features, targets = {rows}",
        f"{', '.join(_bound(parts))} = {split.function.__name__}(targets, {_keywords(split.arguments)})",
    ]
    if settings.training_rows is not None:
        body.append(f"training = training[:{settings.training_rows}]")
    if fill := filling_step(settings.dataset.signature()):
        body.append(f"features = {fill.function.__name__}(features, training, {_keywords(fill.arguments)})")
    if normalise:
        body.append(f"shift, scale = {normalise.function.__name__}(features[training])")
    if scale:
        body.append(f"target_shift, target_scale = {scale.function.__name__}(targets[training])")
    body += _made_noisy(noise)
    if normalise:
        body.append("features = (features - shift) / scale")
    if scale:
        body.append("targets = (targets - target_shift) / target_scale")
    if arrays.channels_last and len(settings.dataset.signature().features) == 3:
        body.append("features = numpy.moveaxis(features, 1, -1)  # channels last")
    if "weights" in names:
        classes = len(settings.dataset.signature().classes)
        body.append(f"weights = class_weights(targets[training], {classes})[targets]")
    given = [f"({', '.join(f'{name}[{part}]' for name in names)})" for part in parts]
    if scale:
        given.append(arrays.made.format(value="target_scale", dtype="float32"))
    return [
        *body,
        f"features = {arrays.made.format(value='features', dtype='float32')}",
        f"targets = {arrays.made.format(value='targets', dtype=kind)}",
        *(f"{name} = {arrays.made.format(value=name, dtype='float32')}" for name in names[2:]),
        *_returned(given),
    ]


def _bound(parts: list[str]) -> list[str]:
    """What the three parts of a split are called in the script; "_" where it does not need one."""
    return [part if part in parts else "_" for part in ("training", "validation", "test")]


def _described(parts: list[str], names: list[str], scaled: bool) -> str:
    what, whose = (" and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) for words in (names, parts))
    return f"{what.capitalize()} of the {whose} rows{', and the scale of the targets' if scaled else ''}."


def _returned(given: list[str]) -> list[str]:
    """The statement that returns these; one a line where they do not fit into one."""
    line = f"return {', '.join(given)}"
    if len(line) + 4 <= WIDTH:
        return [line]
    return ["return (", *(f"    {one}," for one in given), ")"]


def _made_noisy(noise: Noise) -> Iterator[str]:
    for name, step in (("features", noise.features), ("targets", noise.targets)):
        if step:
            yield f"{name} = {step.function.__name__}({name}, training, {_keywords(step.arguments)})"


def _keywords(arguments: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={literal(value)}" for name, value in arguments.items())


def _files(dataset: Dataset, data_base: Path | None) -> dict[str, str]:
    """The source text of each file that the data set names, by parameter."""
    values = dataset.values()
    names = (row.name for row in dataset.parameters_declared() if row.kind is Kind.FILE)
    return {name: _path(values[name], data_base) for name in names}


def _found(name: str, path: str) -> list[str]:
    """The lines that name a file, and say so where it is not there."""
    reason = f"there is no data file {{{name}}}: put it back, or name another in load_data"
    return [f"{name} = {path}", f"if not {name}.is_file():", f'    stop(f"{reason}")']


def _path(path: str, data_base: Path | None) -> str:
    """A path as it is given, or relative to the script where it lies below the script's folder."""
    folder = Path(os.path.abspath(data_base)) if data_base is not None else None
    if folder is None or not Path(path).is_relative_to(folder):
        return f"Path({literal(path)})"
    return f"Path(__file__).parent / {literal(Path(path).relative_to(folder).as_posix())}"
