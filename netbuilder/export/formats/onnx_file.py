"""The network as an ONNX file, which is given out only where onnxruntime computes from it what the program does."""

from __future__ import annotations

import importlib.util
import json
import math
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.build import build, require_sound
from netbuilder.backends.torch.source import network_source
from netbuilder.errors import ExportError
from netbuilder.export.formats import onnx_worker as worker
from netbuilder.export.formats.artifact import Artifact, Request
from netbuilder.export.formats.onnx_notes import ABOUT, properties
from netbuilder.export.formats.predicting import carried_over, without_losses
from netbuilder.export.formats.weight_files import notes_of
from netbuilder.graph.identifiers import identifiers
from netbuilder.messages import Message, say
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check
from netbuilder.training.batches import network_inputs

if TYPE_CHECKING:
    import torch

    from netbuilder.data.pipeline import Prepared

NEEDS = ("onnx", "onnxscript", "onnxruntime")
COUNTS = (1, 3, 7)
"""Numbers of rows at which the file is compared with the network: some exporters have fixed the one that they saw."""
TOLERANCE = 1e-5
"""How far the two may be apart, relative to the largest value."""
LEFT_OUT = say("The loss that is drawn is not in the file: it holds the network up to its outputs.")
PATIENCE = 0.1
"""Seconds between two looks at whether the file is still wanted."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The program's side: the network, what enters it, and what it says, for each of its outputs."""

    check: Check
    network: torch.nn.Module
    inputs: tuple[torch.Tensor, ...]
    outputs: Sequence[Any]


def make(request: Request) -> Artifact:
    """The network with the weights of a kept run, or those that training starts from.

    Raises ExportError where it cannot be written or would compute something else, and what a training raises where the
    project has problems.
    """
    from netbuilder.data.pipeline import prepare

    _require_packages()
    project = request.project
    require_sound(check(project.graph.active, project.data.dataset.signature()))
    prepared = prepare(project.data) if request.kept is None else request.kept.prepared
    side = own_side(request, prepared)
    with TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, side, properties(request, prepared, side.check))
        run([folder], request.given_up)
        far = apart(folder, side)
        content = (folder / worker.MODEL).read_bytes()
        facts = json.loads((folder / worker.FACTS).read_text(encoding="utf-8"))
    left_out = () if side.check.graph is project.graph.active else (LEFT_OUT,)
    return Artifact(content, facts=tuple(_told(facts, len(content), far)), notes=(*notes_of(request), *left_out))


def _require_packages() -> None:
    missing = [name for name in NEEDS if importlib.util.find_spec(name) is None]
    if missing:
        raise ExportError(
            "{packages} is not installed. Install it with: python -m pip install {packages}",
            packages=" ".join(missing),
        )


def own_side(request: Request, prepared: Prepared) -> Side:
    """What the program computes for some training rows."""
    import numpy
    import torch

    whole = request.project.graph.active
    found = check(without_losses(whole), prepared.signature)
    network = build(found).eval()
    network.load_state_dict(carried_over(_weights(request, check(whole, prepared.signature)), whole, found.graph))
    some = numpy.resize(prepared.training.features, (max(COUNTS), *prepared.training.features.shape[1:]))
    inputs = network_inputs(found, torch.from_numpy(some))
    with torch.inference_mode():
        result = network(*inputs)
    outputs = result if isinstance(result, tuple) else (result,)
    return Side(found, network, inputs, [part.numpy() for part in outputs])


def _weights(request: Request, whole: Check) -> Mapping[str, torch.Tensor]:
    """Those of the kept run, or those from which a training of the whole drawing starts."""
    import torch

    if request.kept is not None:
        return request.kept.weights
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(request.project.training.seed)
        return build(whole).state_dict()


def lay_out(folder: Path, side: Side, known: dict[str, str]) -> None:
    """Write all that the worker needs into its folder."""
    import numpy
    from safetensors.torch import save_file

    graph, names = side.check.graph, identifiers(side.check.graph)
    inputs, outputs = ([names[node.id] for node in graph.with_role(role)] for role in ("input", "output"))
    job = {"inputs": inputs, "outputs": outputs, "counts": COUNTS, "about": ABOUT, "properties": known}
    (folder / worker.JOB).write_text(json.dumps(job), encoding="utf-8")
    (folder / worker.SOURCE).write_text(network_source(side.check), encoding="utf-8")
    save_file({name: value.contiguous() for name, value in side.network.state_dict().items()}, folder / worker.WEIGHTS)
    rows: dict[str, Any] = {name: part.numpy() for name, part in zip(inputs, side.inputs, strict=True)}
    numpy.savez(folder / worker.ROWS, **rows)


def run(folders: Sequence[Path], given_up: Callable[[], bool]) -> None:
    """Have the files of these folders written and run.

    Raises ExportError where that fails, or where they are no longer wanted.
    """
    command = [sys.executable, "-m", worker.__name__, *map(str, folders)]
    with (
        TemporaryFile("w+", encoding="utf-8", errors="replace") as said,
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said) as program,  # noqa: S603  ourselves
    ):
        while program.poll() is None:
            if given_up():
                program.kill()
            try:
                program.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                continue
        if program.returncode:
            said.seek(0)
            lines = [line.strip() for line in said if line.strip()]
            raise ExportError(
                "PyTorch cannot write this network as ONNX here: {reason}",
                reason=lines[-1] if lines else str(program.returncode),
            )


def apart(folder: Path, side: Side) -> float:
    """How far onnxruntime is from the program. Raises ExportError where that is too far."""
    import numpy

    with numpy.load(folder / worker.ANSWERS) as answers:
        pairs = [
            (count, answers[f"{count}:{number}"], output[:count])
            for count in COUNTS
            for number, output in enumerate(side.outputs)
        ]
    far = dict.fromkeys(COUNTS, 0.0)
    for count, answer, wanted in pairs:
        far[count] = max(far[count], _distance(answer, wanted))
    worst = max(far, key=lambda count: far[count])
    if not far[worst] <= TOLERANCE:
        raise ExportError(
            "The ONNX file is not written: for {rows} rows onnxruntime computes something else from it than the "
            "network does ({distance} apart, allowed are {allowed}). PyTorch {torch} writes one of its layers wrongly. "
            "Export a script instead.",
            rows=worst,
            distance=f"{far[worst]:.1e}",
            allowed=f"{TOLERANCE:.0e}",
            torch=_version("torch"),
        )
    return far[worst]


def _distance(answer: Any, wanted: Any) -> float:
    import numpy

    if answer.shape != wanted.shape:
        return math.inf
    same = (answer == wanted) | (numpy.isnan(answer) & numpy.isnan(wanted))
    if not numpy.isfinite(answer[~same]).all() or not numpy.isfinite(wanted[~same]).all():
        return math.inf
    size = max(1.0, float(numpy.abs(wanted[numpy.isfinite(wanted)]).max(initial=0.0)))
    return float(numpy.abs(answer[~same] - wanted[~same]).max(initial=0.0)) / size


def _version(package: str) -> str:
    from importlib.metadata import version

    return version(package)


def _told(facts: dict[str, Any], size: int, far: float) -> list[tuple[Message, str]]:
    """What is in the file, as a list."""
    shapes = [(say("Input"), facts["inputs"]), (say("Output"), facts["outputs"])]
    entries = [(word, f"{name} ({' × '.join(shape)})") for word, found in shapes for name, shape in found.items()]
    operations = ", ".join(name if count == 1 else f"{count} {name}" for name, count in facts["operations"].items())
    counts = ", ".join(map(str, COUNTS))
    return [
        *entries,
        (say("Operations"), operations),
        (say("Operator set"), str(facts["opset"])),
        (say("Size"), f"{size:,} B" if size < 10_000 else f"{size / 1000:,.0f} kB"),
        (say("Difference from the network at {counts} rows", counts=counts), f"{far:.1e}"),
    ]
