"""A framework's script as a file, with the weights that it starts from beside it where that is asked for."""

from __future__ import annotations

from netbuilder.export import EXPORTERS, export
from netbuilder.export.formats.artifact import Artifact, Request
from netbuilder.export.formats.script_parts import ScriptParts
from netbuilder.export.formats.weight_files import SUFFIX, beside_script, notes_of
from netbuilder.messages import Message, say


def make(framework: str, request: Request) -> Artifact:
    """The script of a project. Raises what ``export`` raises."""
    script = export(request.project, framework, data_base=request.folder)
    hiding = _hiding(request.stem, script.text)
    if request.kept is None:
        return Artifact(script.text.encode(), notes=hiding)
    beside = {SUFFIX: beside_script(EXPORTERS[framework].family, request.kept)}
    start = say(
        "The script starts from them with: python {script} --weights {weights}",
        script=f"{request.stem}{EXPORTERS[framework].suffix}",
        weights=f"{request.stem}{SUFFIX}",
    )
    return Artifact(script.text.encode(), beside, notes=(*notes_of(request), start, *hiding))


def _hiding(stem: str, text: str) -> tuple[Message, ...]:
    """What to say where Python would take the script for a module that it imports."""
    modules = {one.module.partition(".")[0] for one in ScriptParts(text, {}).imports.values()}
    if stem not in modules:
        return ()
    return (
        say(
            "A script called “{name}.py” hides the module “{name}” that it imports. Choose another name.",
            name=stem,
        ),
    )
