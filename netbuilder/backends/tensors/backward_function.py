"""The derivative of one function of the network, in NumPy: its steps from the last to the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from netbuilder.backends.code.forward import Line, indented
from netbuilder.backends.tensors.forward_function import ForwardFunction
from netbuilder.backends.tensors.graphs import weight_name
from netbuilder.backends.tensors.naming import derivative_name
from netbuilder.backends.tensors.text import INDENT, hint, targets
from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Port
from netbuilder.graph.identifiers import free_name
from netbuilder.program.steps import Step

_WORD = re.compile(r"\w+")


class BackwardFunction:
    """The derivative of a function, which is written after it. ``block``: its inputs get a gradient too."""

    def __init__(self, forward: ForwardFunction, block: bool) -> None:
        self._forward, self._program, self._names = forward, forward.program, forward.names
        self._block = block
        self._needed = self._needing()
        self._arrived: set[Port] = set()
        self._named: dict[Port, str] = {}
        self._entered: dict[Port, str] = {}
        if block:
            self._keep_what_is_not_passed_back()

    def written(self, name: str, title: str) -> list[Line]:
        """The finished derivative. The function itself must be written already."""
        forward, many = self._forward, len(self._program.outputs) > 1
        slopes = {f"d_{value}" for value in self._names.names.values()}
        wanted = (f"d_outputs_{n}" if many else "d_outputs" for n, _ in enumerate(self._program.outputs, start=1))
        arguments = [free_name(name, slopes) for name in wanted]
        body, used = [Line(text) for text in self._entering(arguments)], set[str]()
        for step, own in zip(reversed(self._program.steps), reversed(forward.kept), strict=True):
            if any(port in self._arrived for port in step.outputs) and set(step.outputs) & self._needed:
                body += [Line(text, step.node) for text in self._step(step, own)]
                used.add(own)
        hints = [*(f"{argument}: Array" for argument in arguments), "kept: Any", "slopes: Params"]
        hints += ["at: str"] if self._block else []
        answers = [self._slope_of(port) for port in self._program.inputs] if self._block else []
        gives = hint("Array", len(answers)) if answers else "None"
        if forward.shapes:  # a search that takes its time
            used |= set(_WORD.findall(" ".join([*(line.text for line in body), *answers])))
        kept = [name if name in used else "_" for name in (*forward.kept, *forward.shapes)]
        return [
            Line(f"def {name}({', '.join(hints)}) -> {gives}:"),
            Line(f'{INDENT}"""{title}"""'),
            *([Line(f"{INDENT}{targets(kept)} = kept")] if kept else []),
            *indented(body, INDENT),
            *([Line(f"{INDENT}return {', '.join(answers)}")] if answers else []),
        ]

    def _needing(self) -> set[Port]:
        """The ports whose gradient is needed: something before them learns, or they are inputs of a block."""
        found = set(self._program.inputs) if self._block else set()
        for step in self._program.steps:
            if self._learns(step) or any(port in found for port in self._passed_back(step)):
                found |= set(step.outputs)
        return found

    def _passed_back(self, step: Step) -> Iterator[Port]:
        """The ports that get a gradient from a step."""
        function = None if step.block is not None else self._forward.known.functions.of(step)
        for label, port in zip(step.layer.input_ports(), step.inputs, strict=True):
            if port is not None and (function is None or function.passed_back(label)):
                yield port

    def _learns(self, step: Step) -> bool:
        if step.block is not None:
            return True
        return any(found.learned for _, found in self._forward.known.functions.graph(step).weights)

    def _keep_what_is_not_passed_back(self) -> None:
        """Keep the inputs to which no gradient comes back, for zeros in their shape are returned for them."""
        arriving = self._arriving()
        for port in self._program.inputs:
            if port not in arriving:
                name = self._names.free(f"entered_{self._names.names[port]}")
                self._forward.first.append(Line(f"{name} = {self._names.names[port]}", port.node))
                self._forward.shapes.append(name)
                self._entered[port] = name

    def _arriving(self) -> set[Port]:
        """The ports at which a gradient arrives: it goes back from the outputs, as far as the layers pass it."""
        found = self._needed & set(self._program.outputs)
        for step in reversed(self._program.steps):
            if set(step.outputs) & found and set(step.outputs) & self._needed:
                found |= self._needed & set(self._passed_back(step))
        return found

    def _entering(self, arguments: Sequence[str]) -> Iterator[str]:
        """What arrives at the outputs: the argument itself, or added to what has arrived there already."""
        for port, argument in zip(self._program.outputs, arguments, strict=True):
            if port in self._needed:
                if port not in self._arrived:
                    self._named[port] = argument
                yield from self._arrive(port, argument)

    def _slope(self, port: Port) -> str:
        return self._named.get(port, f"d_{self._names.names[port]}")

    def _slope_of(self, port: Port) -> str:
        """What has arrived at a port, or zeros where nothing with a gradient reads it."""
        if port in self._arrived:
            return self._slope(port)
        return f"numpy.zeros_like({self._entered.get(port, self._names.names[port])})"

    def _arrive(self, port: Port, text: str) -> list[str]:
        """What arrives at a port: the first time it is named, then added."""
        name = self._slope(port)
        if port in self._arrived:
            return [f"{name} = {name} + {text}"]
        self._arrived.add(port)
        return [f"{name} = {text}"] if name != text else []

    def _receive(self, ports: Sequence[Port]) -> tuple[list[str], list[str]]:
        """The targets for the gradients of some inputs, and the lines that add those that come again."""
        slots, after = [], list[str]()
        for port in ports:
            if port not in self._needed:
                slots.append("_")
            elif port in self._arrived:
                slots.append(self._names.free(f"more_{len(after) + 1}") if after else "more")
                after += self._arrive(port, slots[-1])
            else:
                self._arrived.add(port)
                slots.append(self._slope(port))
        return slots, after

    def _step(self, step: Step, kept: str) -> Iterator[str]:
        ports = [port for port in step.inputs if port is not None]
        if isinstance(step.layer, BlockUse):
            slopes = [self._slope_of(port) for port in step.outputs]
            yield from self._use(step, step.layer, kept, slopes, ports)
            return
        slopes = [self._slope_of(port) for port in step.outputs if self._names.reads(port)]
        functions = self._forward.known.functions
        function = functions.of(step)
        labels = [label for label, port in zip(step.layer.input_ports(), step.inputs, strict=True) if port is not None]
        passed = [port for label, port in zip(labels, ports, strict=True) if function.passed_back(label)]
        slots, after = self._receive(passed)
        learned = [found for _, found in functions.graph(step).weights if found.learned]
        slots += [f"slopes[{self._forward.path(weight_name(step.name, found.label))}]" for found in learned]
        yield f"{', '.join(slots)} = {derivative_name(function.name)}({', '.join([*slopes, kept])})"
        yield from after

    def _use(self, step: Step, use: BlockUse, kept: str, slopes: list[str], ports: Sequence[Port]) -> Iterator[str]:
        repetitions = self._forward.repeated(step, use)
        if use.repeat == 1:
            slots, after = self._receive(ports)
            given = ", ".join([*slopes, kept, "slopes", self._forward.path(step.name)])
            yield f"{', '.join(slots)} = {derivative_name(repetitions[0].function.name)}({given})"
            yield from after
            return
        for number, port in enumerate(step.outputs):
            if port not in self._arrived:
                yield f"{self._slope(port)} = {slopes[number]}"
                slopes[number] = self._slope(port)
        for one in reversed(repetitions):
            given = ", ".join([*slopes, f"{kept}[{one.place}]", "one" if use.shared else "slopes", one.path])
            lines = [f"{', '.join(slopes)} = {derivative_name(one.function.name)}({given})"]
            if use.shared:
                adding = f"{INDENT}slopes[name] = slopes.get(name, 0) + slope"
                lines = ["one: Params = {}", *lines, "for name, slope in one.items():", adding]
            if one.loop:
                yield one.loop.replace("in range(", "in reversed(range(").replace("):", ")):")
            yield from ((INDENT if one.loop else "") + line for line in lines)
        for port, slope in zip(ports, slopes, strict=True):
            if port in self._needed:
                yield from self._arrive(port, slope)
