"""Random drawings of tensor operations alone: parameters, constants and inputs, repeated to each other's shapes."""

from __future__ import annotations

from random import Random

from netbuilder.graph.graph import NodeId
from netbuilder.layers import layer_types
from netbuilder.layers.base import Fixed, Shape
from netbuilder.layers.shape_error import ShapeError
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check

FEATURES, WIDTH = (3, 4), 4
FIXED = ((), (4,), (1,), (3, 4), (3, 1), (4, 4), (4, 2), (1, 3, 4))
DRAWN = (
    *("add", "add", "multiply", "multiply", "subtract", "divide", "matmul", "matmul", "dot", "comparison"),
    *("squared", "square_root", "exp", "log", "abs", "power", "tensor_sum", "tensor_mean", "tensor_max"),
    *("permute_axes", "slice_axis", "step_function", "tanh", "sigmoid", "concatenate", "reshape"),
)
POSITIVE = frozenset({"divide", "square_root", "log", "power"})
"""The operations whose last input is kept away from 0, and above it."""


class Drawing:
    """A drawing that grows by operations whose inputs fit."""

    def __init__(self, seed: int) -> None:
        self.random, self.types = Random(seed), layer_types()
        self.project, entry = edits.add_node(Project(), self.types["input"](sizes=FEATURES), (0, 0))
        self.values: list[NodeId] = [entry]
        self.shapes: dict[NodeId, Shape] = {entry: FEATURES}
        self._parameter()
        self._add("tensor_constant", sizes=self.random.choice(FIXED), numbers="0.5")

    def _add(self, kind: str, *sources: NodeId, **values: object) -> NodeId | None:
        """A node that takes from these; None, and nothing is added, where their shapes do not fit."""
        project, node = edits.add_node(self.project, self.types[kind](**values), (0, 0))
        for port, source in zip(project.graph.nodes[node].layer.input_ports(), sources, strict=True):
            project = edits.connect(project, source, node, port)
        arriving = [self.shapes[source] for source in sources]
        layer = project.graph.nodes[node].layer
        if any(isinstance(shape, Fixed) for shape in arriving) and not layer.takes_fixed:
            return None
        if () in arriving and not layer.takes_single:
            return None
        try:
            self.shapes[node] = layer.shape(*arriving)
        except ShapeError:
            return None
        self.project = project
        self.values.append(node)
        return node

    def grow(self) -> None:
        """One operation more: on values with rows, often with a new parameter."""
        kind = self.random.choice(DRAWN)
        count = len(self.types[kind]().input_ports())
        for _ in range(12):
            rows = [node for node in self.values if not isinstance(self.shapes[node], Fixed)]
            sources = [self.random.choice(rows[-3:]), *self.random.choices(self.values[-8:], k=count - 1)]
            if count > 1 and self.random.random() < 0.7:
                sources[-1] = self._parameter()
            if self.random.random() < 0.2:
                self.random.shuffle(sources)
            if kind in POSITIVE:
                sources[-1] = self._above_zero(sources[-1])
            if self._add(kind, *sources, **self._settings(kind)):
                return

    def _parameter(self) -> NodeId:
        found = self._add("parameter", sizes=self.random.choice(FIXED))
        assert found is not None
        return found

    def _above_zero(self, node: NodeId) -> NodeId:
        size, one = self._add("abs", node), self._add("tensor_constant", numbers="1")
        assert size is not None
        assert one is not None
        found = self._add("add", size, one)
        assert found is not None
        return found

    def _settings(self, kind: str) -> dict[str, object]:
        axis, keep = self.random.choice((None, 0, 1)), self.random.random() < 0.5
        reduced = {"axis": axis, "keep": keep}
        found: dict[str, dict[str, object]] = {
            **dict.fromkeys(("tensor_sum", "tensor_mean", "tensor_max"), reduced),
            "slice_axis": {"axis": axis or 0, "start": self.random.choice((0, 1, -2)), "keep": keep},
            "power": {"exponent": self.random.choice((-1.0, 0.5, 2.0, 3.0))},
            "comparison": {"relation": self.random.choice(">≥<≤=")},
            "permute_axes": {"order": self.random.choice(((1, 0), (0,), (0, 2, 1)))},
            "reshape": {"sizes": self.random.choice(((-1,), (2, -1), (4, 3)))},
        }
        return found.get(kind, {})

    def _before(self, node: NodeId) -> set[NodeId]:
        """The nodes that lead to this one, and itself."""
        sources = [source.node for source in self.project.graph.sources(node) if source is not None]
        return {node}.union(*map(self._before, sources))

    def finished(self) -> Check:
        """With an output for each of the two values with rows that the most nodes lead to."""
        ends = [node for node in self.values if not isinstance(self.shapes[node], Fixed)]
        for end in sorted(ends, key=lambda node: len(self._before(node)))[-2:]:
            calm = self._add("tanh", end)
            assert calm is not None
            project, row = edits.add_and_connect(self.project, self.types["reshape"](sizes=(-1,)), (0, 0), calm)
            self.project, _ = edits.add_and_connect(project, self.types["output"](), (0, 0), row)
        return check(self.project.graph, None)


def drawing(seed: int) -> Check:
    """A sound drawing of some fifteen operations."""
    drawn = Drawing(seed)
    while len(drawn.values) < 30:
        drawn.grow()
    return drawn.finished()
