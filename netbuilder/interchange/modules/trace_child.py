"""Traces a PyTorch module in a process of its own: ``python -m … FOLDER``, with the job in the folder.

All that leaves this process is text and tensors: nothing of the user's code runs anywhere else.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.rng_scope import thread_count
from netbuilder.interchange.modules import found_module
from netbuilder.interchange.modules.found_module import RefusedError
from netbuilder.interchange.modules.job import ANSWER, JOB, SAMPLES, WEIGHTS, Answer, Job
from netbuilder.interchange.modules.tracer import Tracer
from netbuilder.interchange.modules.two_runs import ROWS, DifferenceError, both_ways, merged
from netbuilder.interchange.traced import Entering, Remark, Trace

if TYPE_CHECKING:
    import torch

AS_WRITTEN = "TORCH_COMPILE_DISABLE"
"""The variable of the environment with which ``torch.compile`` leaves what it is given as it is."""
PACKING = "f._pack_padded_sequence"
"""What torch calls when sequences of several lengths are packed."""
SIGNS = (0.5, -0.5)
"""The means of the values in the two runs, so that a branch on their sum is likely to go both ways."""


def main(folder: Path) -> None:
    """Do the job in the folder, and write the answer there."""
    job = Job.model_validate_json((folder / JOB).read_text(encoding="utf-8"))
    try:
        answer = Answer(trace=_traced(job, folder))
    except RefusedError as error:
        answer = Answer(refusal=Remark(kind=error.kind, values=error.values))
    except BaseException as error:  # noqa: BLE001  whatever the user's code raises, SystemExit too, is told to the user
        answer = Answer(refusal=_raised(error, job.file))
    (folder / ANSWER).write_text(answer.model_dump_json(), encoding="utf-8")


def _traced(job: Job, folder: Path) -> Trace:
    os.environ[AS_WRITTEN] = "1"
    import torch

    torch.manual_seed(0)
    torch.set_num_threads(thread_count())
    torch.backends.mha.set_fastpath_enabled(False)
    module = found_module.found(found_module.imported(Path(job.file), job.mark), job.name).eval()
    if scripted := [path for path, part in module.named_modules() if isinstance(part, torch.jit.ScriptModule)]:
        raise RefusedError("scripted", path=scripted[0] or type(module).__name__)
    odd = sorted({str(p.dtype) for p in module.parameters() if p.dtype != torch.float32})
    module = module.float()
    names = found_module.input_names(module, len(job.inputs))
    if job.inputs and len(job.inputs) != len(names):
        raise RefusedError("inputs", given=str(len(job.inputs)), names=", ".join(names))
    first, dims, codes, inputs, found = _first_run(module, job.inputs, names)
    second = Tracer(module)
    second.run(_values(dims, codes, 1))
    if both := first.copied & second.copied:  # their sizes in either run are those of the batch
        first, second = Tracer(module, both), Tracer(module, both)
        found = first.run([tensor.clone() for tensor in inputs])
        second.run(_values(dims, codes, 1))
    numbers, result = found
    remarks = both_ways(first, second)
    types = sorted({*odd, *first.types})
    remarks += [Remark(kind="other type", values={"types": ", ".join(types)})] if types else []
    try:
        scopes, operations, sizes = merged(first, second)
    except DifferenceError as error:
        if error.kind == PACKING:
            raise RefusedError("packed", line=error.line) from error
        raise RefusedError("differs", line=error.line, first=error.first, second=error.second) from error
    outputs = _outputs(result)
    leaving = {name: number for name, tensor in outputs.items() if (number := first.number_of(tensor)) is not None}
    if not leaving:
        raise RefusedError("no output")
    _write(folder, first, inputs, [outputs[name] for name in leaving])
    return Trace(
        title=type(module).__name__,
        inputs=[Entering(name=n, value=v, codes=max(c, 0)) for n, v, c in zip(names, numbers, codes, strict=True)],
        values=sizes,
        scopes=scopes,
        operations=operations,
        outputs=leaving,
        remarks=remarks,
        views={name: view for name, view in first.views.items() if first.stored[name].shape == tuple(view.sizes)},
    )


def _first_run(module: torch.nn.Module, given: Sequence[Sequence[int]], names: Sequence[str]) -> Any:
    """The first run, with the first of the likely inputs that the module takes."""
    problem: Exception | None = None
    import torch

    for attempts, (dims, codes) in enumerate(_attempts(module, given, len(names)), start=1):
        inputs = _values(dims, codes, 0)
        try:
            _complete(module, inputs)
            tracer = Tracer(module)
            with contextlib.redirect_stdout(sys.stderr):
                found = tracer.run([tensor.clone() for tensor in inputs])
                if any(codes) or attempts > 1:  # the next rows have other codes, which it may not have, either
                    with torch.no_grad():
                        module(*_values(dims, codes, 1))
        except Exception as error:  # noqa: BLE001  told to the user where no input works
            problem = problem or error
        else:
            return tracer, dims, codes, inputs, found
    if problem is None:
        raise RefusedError("unknown inputs", names=", ".join(names))
    if not given:
        raise RefusedError("guessed inputs", names=", ".join(names), reason=_short(problem)) from problem
    raise problem


def _complete(module: torch.nn.Module, inputs: Sequence[torch.Tensor]) -> None:
    """Have lazy layers learn their sizes from a run."""
    import torch

    if any(torch.nn.parameter.is_lazy(weights) for weights in [*module.parameters(), *module.buffers()]):
        with torch.no_grad():
            module(*(tensor.clone() for tensor in inputs))


def _attempts(module: torch.nn.Module, given: Sequence[Sequence[int]], count: int) -> Iterator[tuple[Any, Any]]:
    shapes = [list(given)] if given else [[(-1, *shape)] * count for shape in found_module.likely_shapes(module)]
    for dims in shapes:
        for codes in found_module.codes_of(module, count):
            yield dims, codes


def _values(dims: Sequence[Sequence[int]], codes: Sequence[int], run: int) -> list[torch.Tensor]:
    import torch

    torch.manual_seed(run)
    return [found_module.rows(sizes, kinds, ROWS[run], SIGNS[run]) for sizes, kinds in zip(dims, codes, strict=True)]


def _outputs(result: Any) -> dict[str, torch.Tensor]:
    """The tensors of what the module returned, by name."""
    found = dict(_named(result, ""))
    if not found and not isinstance(result, dict | tuple | list):
        raise RefusedError("output", type=type(result).__name__)
    return found


def _named(value: Any, name: str) -> Iterator[tuple[str, torch.Tensor]]:
    """The tensors inside a value, however deep, by the names on the way to them."""
    import torch

    if isinstance(value, torch.Tensor):
        yield name or "output", value
        return
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        value = dict(zip(value._fields, value, strict=True))
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _named(part, f"{name} {key}".strip())
    elif isinstance(value, tuple | list):
        held = [part for part in value if isinstance(part, torch.Tensor | Mapping | tuple | list)]
        for number, part in enumerate(held, start=1):
            yield from _named(part, f"{name or 'output'} {number}")


def _write(folder: Path, tracer: Tracer, inputs: Sequence[torch.Tensor], outputs: Sequence[torch.Tensor]) -> None:
    """The weights, and what the module answers to the inputs of the first run."""
    from safetensors.torch import save_file

    save_file(_apart(tracer.stored), folder / WEIGHTS)
    samples = {f"input.{number}": _plain(tensor) for number, tensor in enumerate(inputs)}
    samples |= {f"output.{number}": _plain(tensor) for number, tensor in enumerate(outputs)}
    save_file(samples, folder / SAMPLES)


def _apart(stored: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The tensors as they are saved: each whole, and none with memory that another has, too."""
    found: dict[str, torch.Tensor] = {}
    taken: set[int] = set()
    for name, tensor in stored.items():
        memory = tensor.untyped_storage()
        is_whole = tensor.is_contiguous() and memory.nbytes() == tensor.nbytes and tensor.device.type == "cpu"
        found[name] = tensor.detach() if is_whole and memory.data_ptr() not in taken else _plain(tensor)
        taken.add(memory.data_ptr())
    return found


def _plain(tensor: torch.Tensor) -> torch.Tensor:
    tensor = tensor.detach().cpu().contiguous().clone()
    return tensor.float() if tensor.is_floating_point() else tensor


def _raised(error: BaseException, file: str) -> Remark:
    """An error of the user's code, with the last line of the user's file that it went through."""
    frames = traceback.extract_tb(error.__traceback__)
    line = next((frame.lineno for frame in reversed(frames) if frame.filename == file), None)
    if any(frame.name == "pack_padded_sequence" for frame in frames):
        return Remark(kind="packed", values={"line": f"{Path(file).name}:{line}"})
    if isinstance(error, SyntaxError) and error.filename == file:
        line = error.lineno
    return Remark(
        kind="raises", values={"line": str(line or "–"), "error": type(error).__name__, "reason": _short(error)}
    )


def _short(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__


if __name__ == "__main__":
    main(Path(sys.argv[1]))
