"""One run of a module, watched: every layer and function that it calls is written down.

Hooks on the modules see the layers, a ``TorchFunctionMode`` sees functions and operators. Nothing is interpreted:
the module runs as it always does.
"""

from __future__ import annotations

import inspect
import math
import sys
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netbuilder.interchange.modules import leaves
from netbuilder.interchange.modules.noted import Noted, has_value, tensors_in
from netbuilder.interchange.modules.precision import METHODS, as_float32, told_of_no_grad, without_autocast
from netbuilder.interchange.modules.rewritten import rewritten
from netbuilder.interchange.modules.torch_functions import COPIES, DETACHING, FACTORIES, RANDOM, READS, SAME
from netbuilder.interchange.modules.views import Views
from netbuilder.interchange.traced import FIXED, OTHER, SIZES, SLICE, TENSOR, VALUE, ZEROS, View

if TYPE_CHECKING:
    import torch

HERE = str(Path(__file__).parent)
CONSTANT = "constant."
"""How the names of tensors begin that are none of the module's own."""


@dataclass(frozen=True)
class Known:
    """A value that is followed: its number, the tensor, and its version, by which changes in place are noticed."""

    number: int
    tensor: torch.Tensor
    version: int


class Tracer:
    """Watches one run of a module. ``stored``: the tensors that operations use, by name; ``shapes``: of each value;
    ``scopes``: (path, class, own, parent) of each call; ``reads``: where the value of a tensor reached Python;
    ``altered``: where a tensor was used after another name of it had been changed in place; ``detached``: where no
    gradient goes further back; ``frozen``: the modules whose weights are not trained; ``copied``: the numbers,
    among all copies of tensors that do not depend on the inputs, of those with a copy for each row; ``views``: the
    stored tensors that show numbers of weights; ``types``: the
    types of numbers other than of 32 bits that it asked for. ``for_each_row``: the numbers of copies that are followed
    as values of the network."""

    def __init__(self, module: torch.nn.Module, for_each_row: Set[int] = frozenset()) -> None:
        self.operations: list[Noted] = []
        self.scopes: list[tuple[str, str, bool, int]] = []
        self.shapes: list[tuple[int, ...]] = []
        self.stored: dict[str, torch.Tensor] = {}
        self.reads: list[tuple[str, str]] = []
        self.altered: list[str] = []
        self.computed: list[str] = []
        self.copied: set[int] = set()
        self.types: set[str] = set()
        self._module, self._for_each_row = module, for_each_row
        self._copies = self._rows = 0
        self._known: dict[int, Known] = {}
        self._constants: dict[int, torch.Tensor] = {}
        self._names = {id(tensor): name for name, tensor in _named_tensors(module)}
        self._weights = dict(module.named_parameters())
        self._memory = {_memory_of(one): name for name, one in self._weights.items() if one.is_contiguous()}
        self.views: dict[str, View] = {}
        self._learned = {id(weights) for weights in module.parameters() if weights.requires_grad}
        self._inside = 0
        self._scope = -1
        self.detached: list[str] = []
        self.frozen: list[str] = []
        self._open: list[Noted | None] = []
        self._views_of_others = Views()

    def run(self, inputs: Sequence[torch.Tensor]) -> tuple[list[int], Any]:
        """Run the module. Returns the numbers of the inputs and what it returned."""
        import torch

        numbers = [self._fresh(tensor) for tensor in inputs]
        self._rows = len(inputs[0]) if inputs else 0
        handles = [handle for path, part in self._module.named_modules() for handle in self._hook(path, part)]
        try:
            with torch.no_grad(), without_autocast(self.types), told_of_no_grad(self._detach), _mode(self):
                return numbers, self._module(*inputs)
        finally:
            for handle in handles:
                handle.remove()

    def number_of(self, tensor: torch.Tensor) -> int | None:
        """The number of the value that a tensor is, or None where it does not depend on the inputs."""
        known = self._known.get(id(tensor))
        return known.number if known is not None and known.tensor is tensor else None

    def call(self, func: Any, args: Any, keywords: Any) -> Any:
        """Call a function of torch, and write it down unless it is inside a module that is."""
        import torch
        from torch.overrides import resolve_name

        if self._inside:
            return func(*args, **keywords)
        name = (resolve_name(func) or getattr(func, "__name__", str(func))).removeprefix("torch.")
        short = name.rpartition("Tensor.")[2] if "Tensor." in name else name.rpartition(".")[2]
        others = rewritten(short, args, keywords)
        if others is not None and any(id(tensor) in self._known for tensor in tensors_in(list(args))):
            with _mode(self):
                return others(*args, **keywords)
        changed = as_float32(short, args, keywords, self.types)
        if changed is not None:
            args, keywords = changed
            func, short = (torch.Tensor.float, "float") if short in METHODS else (func, short)
        if short == "__setitem__" and self._is_put_back(*args):
            return self._known_again(args, func(*args, **keywords))
        before = self._operation(f"f.{short}", "", list(args), keywords)
        result = func(*args, **keywords)
        if short not in FACTORIES:
            self._learn([*args, *keywords.values()], result)
        self._views_of_others.note(short, args, keywords, tensors_in(result))
        self._keep(short, before, args, result)
        return result

    def _keep(self, name: str, before: Noted, args: Any, result: Any) -> None:
        """Write down what a function has given."""
        import torch

        same = name in SAME and isinstance(result, torch.Tensor) and result.dtype == args[0].dtype
        if name in READS and self._follows(before):
            self.reads.append((name, before.line))
        elif name == "__setitem__":
            self._finish(before, [args[0]])
            self._write_back(args[0])
        elif same or (name == "index_select" and self._is_whole(*args)):
            if name in DETACHING and id(args[0]) in self._known:
                self.detached.append(before.line)
            self._alias(args[0], result)
        elif name in FACTORIES:
            self._constants.update((id(tensor), tensor) for tensor in tensors_in(result))
        elif found := list(tensors_in(result)):
            self._finish(before, found, follow=self._is_for_each_row(name, before, args, found[0]))
            if found[0] is args[0] and self._has_changed_others(args[0]):
                self._write_back(args[0])

    def _detach(self) -> None:
        """Take note that no gradient goes through here."""
        if not self._inside and (line := _line()):
            self.detached.append(line)

    def _is_whole(self, tensor: torch.Tensor, axis: int, places: torch.Tensor) -> bool:
        """Whether places that do not depend on the inputs are all that an axis has, in their order."""
        alone = id(places) not in self._known
        return alone and places.tolist() == list(range(tensor.shape[axis]))

    def _is_put_back(self, tensor: Any, _: Any, part: Any) -> bool:
        """Whether a part that was changed in place is put where it was taken from, as ``x[:, 0] *= 2`` does."""
        import torch

        origin = self._views_of_others.of(part) if isinstance(part, torch.Tensor) else None
        return origin is not None and origin.parent is tensor

    def _known_again(self, tensors: Any, result: Any) -> Any:
        """Nothing has changed but the versions of tensors."""
        for tensor in tensors_in(list(tensors)):
            known = self._known.get(id(tensor))
            if known is not None:
                self._known[id(tensor)] = Known(known.number, tensor, tensor._version)
        return result

    def _has_seen(self, tensor: torch.Tensor) -> bool:
        return id(tensor) in self._constants or id(tensor) in self._known

    def _has_changed_others(self, tensor: torch.Tensor) -> bool:
        """Whether a tensor that was changed in place shows numbers of another one that is followed."""
        origin = self._views_of_others.of(tensor)
        known = None if origin is None else self._known.get(id(origin.parent))
        return origin is not None and known is not None and known.version != origin.parent._version

    def _write_back(self, tensor: torch.Tensor) -> None:
        """What a changed view shows is changed, too: written down with the view at its place."""
        origin = self._views_of_others.of(tensor)
        known = None if origin is None else self._known.get(id(origin.parent))
        if origin is None or known is None:
            return
        self._known_again([origin.parent], None)
        name, arguments = origin.put_back
        self._finish(self._operation(f"f.{name}", "", list(arguments), {}), [origin.parent])
        self._write_back(origin.parent)

    def _take_again(self, tensor: torch.Tensor) -> None:
        """A view of a tensor that has changed since is taken from it again."""
        origin = self._views_of_others.of(tensor)
        if origin is None:
            self.altered.append(_line())
            return
        name, arguments = origin.again
        self._finish(self._operation(f"f.{name}", "", list(arguments), {}), [tensor])

    def _is_for_each_row(self, name: str, noted: Noted, args: Any, result: torch.Tensor) -> bool:
        """Whether a tensor of the network's own has been copied for each row, or drawn, and that is to be followed."""
        if name not in (*COPIES, *RANDOM) or self._follows(noted):
            return False
        self._copies += 1
        whole = name in RANDOM or result.numel() == self._rows * args[0].numel()
        if whole and self._rows in result.shape:
            self.copied.add(self._copies)
        return self._copies in self._for_each_row

    def _hook(self, path: str, module: torch.nn.Module) -> Iterator[Any]:
        def enter(_: Any, args: Any, kwargs: Any) -> None:
            self._enter(path, module, args, kwargs)

        def leave(_: Any, __: Any, ___: Any, result: Any) -> None:
            self._leave(result)

        yield module.register_forward_pre_hook(enter, with_kwargs=True)
        yield module.register_forward_hook(leave, with_kwargs=True, prepend=True)  # those of the user come after

    def _enter(self, path: str, module: torch.nn.Module, args: Any, kwargs: Any) -> None:
        if self._inside:
            self._inside += 1
            return
        kind = leaves.leaf_kind(module, kwargs, len(args))
        if kind is None:
            cls = type(module)
            self.scopes.append((path, cls.__name__, not cls.__module__.startswith("torch."), self._scope))
            self._open.append(None)
            self._scope = len(self.scopes) - 1
            return
        self._inside = 1
        noted = self._operation(kind, path, list(args), kwargs, leaves.settings(module))
        own, computed = leaves.tensors(module)
        learned = [weights.requires_grad for weights in module.parameters()]
        if learned and not any(learned):
            self.frozen.append(path)
        noted.learned = any(learned) or any(id(tensor) in self._learned for tensor in tensors_in(list(args)))
        if computed:
            self.computed.append(path)
        for name, tensor in own.items():
            noted.weights[name] = self._names.get(id(tensor), f"{path}.{name}" if path else name)
            self.stored[noted.weights[name]] = tensor.detach()
        self._open.append(noted)

    def _leave(self, result: Any) -> None:
        if self._inside > 1:
            self._inside -= 1
            return
        noted = self._open.pop()
        if noted is None:
            self._scope = self.scopes[self._scope][3]
            return
        results = list(tensors_in(result))
        results = [one for one in results if one.is_floating_point() or not self._has_seen(one)]
        self._finish(noted, results)
        if noted.learned and not self._follows(noted):
            self._learned.update(map(id, results))
        if len(results) == 1 and self._has_changed_others(results[0]):
            self._write_back(results[0])
        self._inside = 0

    def _operation(
        self, kind: str, path: str, args: list[Any], kwargs: Any, settings: dict[str, Any] | None = None
    ) -> Noted:
        self._inside += 1
        try:
            keywords = {name: self._encoded(value) for name, value in kwargs.items()}
            return Noted(kind, self._scope, path, settings or {}, self._encoded(args), keywords, _line())
        finally:
            self._inside -= 1

    def _follows(self, noted: Noted) -> bool:
        return has_value(noted.arguments) or has_value(noted.keywords)

    def _finish(self, noted: Noted, results: list[torch.Tensor], *, follow: bool = False) -> None:
        """Number the results, and keep the operation where it depends on the inputs, or is to be followed."""
        self._inside += 1
        if follow or self._follows(noted):
            noted.results = [self._fresh(tensor) for tensor in results]
            self.operations.append(noted)
        else:
            self._constants.update((id(tensor), tensor) for tensor in results)
        self._inside -= 1

    def _learn(self, sources: Any, results: Any) -> None:
        """What comes of weights that are trained is trained with them."""
        if any(id(tensor) in self._learned for tensor in tensors_in(sources)):
            self._learned.update(id(tensor) for tensor in tensors_in(results))

    def _fresh(self, tensor: torch.Tensor) -> int:
        self.shapes.append(tuple(tensor.shape))
        number = len(self.shapes) - 1
        self._known[id(tensor)] = Known(number, tensor, tensor._version)
        return number

    def _alias(self, source: Any, result: torch.Tensor) -> None:
        known = self._known.get(id(source))
        if known is not None:
            self._known[id(result)] = Known(known.number, result, result._version)
        else:
            self._constants[id(result)] = result
            if id(source) in self._names:
                self._names[id(result)] = self._names[id(source)]

    def _encoded(self, value: Any) -> Any:
        """An argument as JSON can hold it."""
        import torch

        if isinstance(value, torch.Tensor):
            return self._encoded_tensor(value)
        if isinstance(value, tuple | list):
            return [self._encoded(part) for part in value]
        if isinstance(value, dict):
            return [self._encoded(part) for part in value.values()]
        if isinstance(value, slice):
            return {SLICE: [self._encoded(part) for part in (value.start, value.stop, value.step)]}
        if value is None or isinstance(value, bool | int | str) or (isinstance(value, float) and math.isfinite(value)):
            return value
        return {OTHER: str(value)[:80]}

    def _encoded_tensor(self, tensor: torch.Tensor) -> dict[str, Any]:
        import torch

        known = self._known.get(id(tensor))
        if known is not None and known.tensor is tensor:
            if tensor._version != known.version:
                self._take_again(tensor)
            return {VALUE: self._known[id(tensor)].number}
        name = self._names.get(id(tensor))
        if name is None:
            if tensor.numel() and not tensor.any() and id(tensor) not in self._learned:
                return {ZEROS: True, SIZES: list(tensor.shape), FIXED: True}
            name = f"{CONSTANT}{len(self.stored)}"
            self._names[id(tensor)], self._constants[id(tensor)] = name, tensor
            if id(tensor) in self._learned and not self._is_view(name, tensor):
                self.computed.append(_line())
        learned = isinstance(tensor, torch.nn.Parameter)
        self.stored[name] = tensor.detach() if learned else tensor.detach().clone()  # it may be changed later
        return {TENSOR: name} if id(tensor) in self._learned else {TENSOR: name, FIXED: True}

    def _is_view(self, name: str, tensor: torch.Tensor) -> bool:
        """Whether a tensor shows numbers of a weight as they lie in memory, which is noted then."""
        base = self._memory.get(_memory_of(tensor))
        if base is None:
            return False
        weight = self._weights[base]
        self.stored[base] = weight.detach()
        offset = tensor.storage_offset() - weight.storage_offset()
        self.views[name] = View(base=base, offset=offset, sizes=list(tensor.shape), strides=list(tensor.stride()))
        return True


def _memory_of(tensor: torch.Tensor) -> int:
    return tensor.untyped_storage().data_ptr()


def _named_tensors(module: torch.nn.Module) -> Iterator[tuple[str, torch.Tensor]]:
    yield from module.named_buffers()
    yield from module.named_parameters()


def _line() -> str:
    """The file and line nearest to the user that runs now: "net.py:14"; empty where there is none."""
    import torch

    ours, frame = (HERE, str(Path(inspect.getfile(torch)).parent), "<"), sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith(ours):
        if frame.f_code.co_name == Tracer.run.__name__ and frame.f_code.co_filename == __file__:
            return ""
        frame = frame.f_back  # type: ignore[assignment]
    return f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}" if frame is not None else ""


def _mode(tracer: Tracer) -> Any:
    """What torch asks at each of its functions while it is entered."""
    from torch.overrides import TorchFunctionMode

    class Watching(TorchFunctionMode):
        """Hands every call to the tracer."""

        def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            return tracer.call(func, args, kwargs or {})

    return Watching()
