"""A framework's script as a file, with the weights that it starts from beside it where that is asked for."""

from __future__ import annotations

from netbuilder.export import EXPORTERS, export
from netbuilder.export.formats.artifact import Artifact, Request
from netbuilder.export.formats.weight_files import SUFFIX, beside_script, notes_of
from netbuilder.messages import say


def make(framework: str, request: Request) -> Artifact:
    """The script of a project. Raises what ``export`` raises."""
    script = export(request.project, framework, data_base=request.folder)
    if request.kept is None:
        return Artifact(script.text.encode())
    beside = {SUFFIX: beside_script(EXPORTERS[framework].family, request.kept)}
    start = say(
        "The script starts from them with: python {script} --weights {weights}",
        script=f"{request.stem}{EXPORTERS[framework].suffix}",
        weights=f"{request.stem}{SUFFIX}",
    )
    return Artifact(script.text.encode(), beside, notes=(*notes_of(request), start))
