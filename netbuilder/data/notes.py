"""What a user should know of the data before training: notes of the data set, and what the split does to it."""

from __future__ import annotations

from collections.abc import Iterator

from netbuilder.data.base import Dataset, Note
from netbuilder.data.pipeline import Prepared, prepare
from netbuilder.data.rows_in_parts import notes_of_parts
from netbuilder.data.settings import DataSettings
from netbuilder.data.split_check import require_classes, require_split
from netbuilder.errors import DataError
from netbuilder.messages import Message, say

NAMED = 5
"""Classes that one sentence names at most."""


def notes_of(settings: DataSettings, prepared: Prepared | None = None) -> tuple[Note, ...]:
    """All notes of these data, warnings first. Raises DataError as ``prepare`` does.

    ``prepared``: what ``prepare`` has given for these settings, if it is at hand.
    """
    prepared = prepared or prepare(settings)
    of_split = [*_of_the_split(settings, prepared), *notes_of_parts(settings, prepared)]
    whole = [*settings.dataset.notes(), *of_split]
    return tuple(sorted(whole, key=lambda note: not note.warning))


def notes_of_refused(dataset: Dataset) -> tuple[Note, ...]:
    """The notes of data that cannot be used, warnings first: what is behind the refusal may be among them. None of a
    file that cannot be read."""
    try:
        return tuple(sorted(dataset.notes(), key=lambda note: not note.warning))
    except DataError:
        return ()


def _of_the_split(settings: DataSettings, prepared: Prepared) -> Iterator[Note]:
    targets = prepared.table.targets[prepared.training.rows]
    if prepared.signature.task == "classification":
        absent = _absent(prepared)
        if absent:
            yield _without_training_rows(settings, prepared, absent)
        elif settings.split == "ordered" and _is_sorted(prepared):
            yield _of_sorted_rows()
    elif len(targets) > 1 and (targets == targets[0]).all():
        shuffled = {"split": "shuffled"} if settings.split == "ordered" else {}
        yield Note(
            say("The target is {value} in every training row: there is nothing to learn.", value=f"{targets[0, 0]:g}"),
            warning=True,
            words=say("Shuffle the rows before the split") if shuffled else None,
            changes=shuffled,
        )
    elif settings.split == "ordered" and _is_sorted(prepared):
        yield _of_sorted_rows()


def _is_sorted(prepared: Prepared) -> bool:
    """Whether the rows are sorted by their target, of which there is one: all of a class in a row, or from the lowest
    number to the highest or back."""
    targets = prepared.table.targets
    if len(prepared.training) == len(targets):
        return False
    if prepared.signature.task == "classification":
        return int((targets[1:] != targets[:-1]).sum()) == len(set(targets.tolist())) - 1
    steps = targets[1:] - targets[:-1]
    return targets.shape[1] == 1 and bool((steps >= 0).all() or (steps <= 0).all())


def _of_sorted_rows() -> Note:
    return Note(
        say(
            "The rows are sorted by the target and the split is ordered, so the validation rows have other targets "
            "than the training rows. Shuffle them, unless that is what you want to test."
        ),
        warning=True,
        words=say("Shuffle the rows before the split"),
        changes={"split": "shuffled"},
    )


def _absent(prepared: Prepared) -> list[int]:
    """The numbers of the classes that have rows, but none for training."""
    import numpy

    names = prepared.signature.classes
    whole = numpy.bincount(prepared.table.targets, minlength=len(names))
    training = numpy.bincount(prepared.table.targets[prepared.training.rows], minlength=len(names))
    return [number for number in range(len(names)) if whole[number] and not training[number]]


def _without_training_rows(settings: DataSettings, prepared: Prepared, absent: list[int]) -> Note:
    names = ", ".join(f"“{prepared.signature.classes[number]}”" for number in absent[:NAMED])
    names += ", …" if len(absent) > NAMED else ""
    changes = {"split": "stratified"} if _can_be_stratified(settings, prepared) else {}
    words = say("Keep the share of each class in every part") if changes else None
    return Note(_cause(settings, names, len(absent)), True, words, changes)


def _cause(settings: DataSettings, names: str, count: int) -> Message:
    if settings.split == "ordered":
        return say(
            "Classes without training rows: {names} ({count}). The split is ordered and the rows are sorted, so these "
            "classes are only in the other parts. Choose a stratified split.",
            names=names,
            count=count,
        )
    if settings.training_rows is not None:
        return say(
            "Classes without training rows: {names} ({count}). At most {rows} rows are used for training; use more, or "
            "a stratified split.",
            names=names,
            count=count,
            rows=settings.training_rows,
        )
    return say(
        "Classes without training rows: {names} ({count}). The split has put their few rows into other parts. Choose a "
        "stratified split, or add rows.",
        names=names,
        count=count,
    )


def _can_be_stratified(settings: DataSettings, prepared: Prepared) -> bool:
    if settings.split == "stratified":
        return False
    try:
        stratified = settings.with_(split="stratified")
        require_split(stratified, prepared.signature)
        require_classes(stratified, prepared.table)
    except DataError:
        return False
    return True
