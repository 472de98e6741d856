"""The weights of an import, kept as a run of no epochs: training goes on from there, and what uses runs can use it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from netbuilder import __version__
from netbuilder.files.regular import write_regular
from netbuilder.files.write import dumps
from netbuilder.runs import run_files
from netbuilder.runs.notes import LONGEST_NAME, Notes, write_notes
from netbuilder.runs.results import result
from netbuilder.runs.run import IMPORTED
from netbuilder.runs.tensor_file import tensors_bytes

if TYPE_CHECKING:
    from netbuilder.interchange.imported import Imported
    from netbuilder.runs.folder import RunsFolder


def keep_weights(found: Imported, folder: RunsFolder) -> Path | None:
    """Keep the weights as the next run of a folder. Returns the folder of the run; None where there are no weights.

    Raises FileError.
    """
    if not found.weights:
        return None
    path = folder.create()
    weights = dict(found.weights)
    settings = run_files.RunSettings(
        netbuilder=__version__,
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        device="cpu",
        seed=found.project.training.seed,
        reason=IMPORTED,
        parameters=sum(tensor.numel() for tensor in weights.values() if tensor.is_floating_point()),
        result=result(()),
        project=json.loads(dumps(found.project, folder.base)),
    )
    write_regular(path / run_files.HISTORY, run_files.history_text(()).encode())
    write_regular(path / run_files.LAST, tensors_bytes(weights, {"epoch": 0}))
    write_notes(path, Notes(name=found.source.trace.title[:LONGEST_NAME]))
    text = json.dumps(settings.model_dump(), indent=2, ensure_ascii=False) + "\n"
    write_regular(path / run_files.SETTINGS, text.encode())
    return path
