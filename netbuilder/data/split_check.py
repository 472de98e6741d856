"""What keeps data from being split as asked: told from the signature where that is enough, else from the rows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from netbuilder.data.base import Signature
from netbuilder.data.preparation import part_sizes
from netbuilder.errors import DataError, UserError
from netbuilder.messages import Message

if TYPE_CHECKING:
    from netbuilder.data.base import Table
    from netbuilder.data.settings import DataSettings


def known_data(settings: DataSettings) -> tuple[Signature | None, Message | None]:
    """What is known of the data, and what is wrong with them, before they are loaded."""
    try:
        signature = settings.dataset.signature()
    except UserError as error:
        return None, error.message
    try:
        require_split(settings, signature)
    except DataError as error:
        return signature, error.message
    return signature, None


def require_split(settings: DataSettings, signature: Signature) -> None:
    """Raise DataError where the split would leave a part without rows, or where there are no classes to tell apart."""
    needed = 1 + (settings.validation > 0) + (settings.test > 0)
    rows = signature.rows
    if rows < needed:
        raise DataError(
            "The split needs at least {needed} rows, one for each part, but the data have {rows}. Add rows, or set the "
            "validation share to 0.",
            needed=needed,
            rows=rows,
        )
    if sum(part_sizes(rows, settings.validation, settings.test)) >= rows:
        raise DataError(
            "Validation ({validation:.0%}) and test ({test:.0%}) take all {rows} rows and leave none for training. "
            "Lower these shares.",
            validation=settings.validation,
            test=settings.test,
            rows=rows,
        )
    if signature.task == "classification":
        if len(signature.classes) == 1:
            raise _one_class(rows, signature.classes[0])
    elif settings.split == "stratified":
        raise DataError("A stratified split needs classes, but the target is a number. Choose a shuffled split.")


def require_classes(settings: DataSettings, table: Table) -> None:
    """Raise DataError where all rows are of one class, or a stratified split leaves a class without training rows."""
    if table.signature.task != "classification":
        return
    counts = Counter(table.targets.tolist())
    names = table.signature.classes
    if len(counts) == 1:
        raise _one_class(len(table.targets), names[next(iter(counts))])
    if settings.split != "stratified":
        return
    for number, rows in sorted(counts.items()):
        if rows <= sum(part_sizes(rows, settings.validation, settings.test)):
            raise DataError(
                "Class “{name}” is too small for a stratified split: {rows} in all, and none left for training. "
                "Choose a shuffled split, or add rows.",
                name=names[number],
                rows=rows,
            )


def _one_class(rows: int, name: str) -> DataError:
    return DataError(
        "All {rows} rows are of one class, “{name}”. Classification needs at least two. Choose another target.",
        rows=rows,
        name=name,
    )
