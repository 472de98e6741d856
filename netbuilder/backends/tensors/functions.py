"""Which functions the layers of a network become. Layers that compute in the same way share one.

What differs between them, such as a stride, is a parameter of the function; sizes never are, for the weights have them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from netbuilder.backends.tensors.graphs import OperationGraph, opened, step_graph
from netbuilder.backends.tensors.layer_function import LayerFunction
from netbuilder.backends.tensors.naming import derivative_name, function_name
from netbuilder.operations.scan import StepFunction
from netbuilder.operations.tensor import Language
from netbuilder.program.steps import Program, Step


class Functions:
    """The functions of all layers of some programs. ``taken``: names that are not free; theirs are added."""

    def __init__(self, programs: Iterable[Program], language: Language, taken: set[str]) -> None:
        self._language, self._taken = language, taken
        self._found: dict[Hashable, LayerFunction] = {}
        self._graphs: dict[int, OperationGraph] = {}
        self._of_graphs: dict[int, LayerFunction] = {}
        self._steps: list[Step] = []
        known: set[int] = set()
        for program in programs:
            self._gather(program, known)

    def __iter__(self) -> Iterator[LayerFunction]:
        return iter(self._found.values())

    def graph(self, step: Step) -> OperationGraph:
        """The operations of a step that is a layer."""
        if id(step) not in self._graphs:
            self._graphs[id(step)] = opened(step.layer, step.shapes, step.used)
            self._steps.append(step)  # so that its identity is never given to another
        return self._graphs[id(step)]

    def of(self, step: Step) -> LayerFunction:
        """The function of a step that is a layer."""
        return self._of_graphs[id(self.graph(step))]

    def _gather(self, program: Program, known: set[int]) -> None:
        if id(program) in known:
            return
        known.add(id(program))
        for step in program.steps:
            for body in step.repetitions:
                self._gather(body, known)
            if step.block is None:
                self._add(step)

    def _add(self, step: Step) -> None:
        graph = self.graph(step)
        if id(graph) in self._of_graphs:
            return
        numpy = self._language == "numpy"  # there, derivatives differ by what learns and by how many axes there are
        learned = tuple(found.learned for _, found in graph.weights) if numpy else ()
        ranks = tuple(tensor.rank for tensor in graph.values) if numpy else ()
        key = (step.layer.type, graph.structure, learned, ranks)
        if key not in self._found:
            name = function_name(step.layer.type, self._taken)
            self._found[key] = LayerFunction(name, _title(step), self._language)
        function = self._of_graphs[id(graph)] = self._found[key]
        function.graphs.append(graph)
        for repeated in function.steps:
            self._taken |= {repeated.name, derivative_name(repeated.name)}


def step_function(step: StepFunction, language: Language) -> LayerFunction:
    """The function of a step that is repeated along a sequence. It gives a tuple: the state may have several parts."""
    found = LayerFunction(step.name, "One step along the sequence: the new state.", language, in_tuple=True)
    found.graphs.append(step_graph(step))
    return found


def _title(step: Step) -> str:
    """What the layer does, from its declaration."""
    first = (step.layer.__doc__ or step.layer.title).strip().partition("\n\n")[0]
    return " ".join(first.split())
