"""The sound part of a drawing with problems, as code: the network as far as it can be built, without its training."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from netbuilder.backends.tensors.network import Network
from netbuilder.backends.tensors.starting import starting_values
from netbuilder.backends.torch.build import require_sound
from netbuilder.export import EXPORTERS, TENSORS, keras_network, torch_network
from netbuilder.export.printed import Import
from netbuilder.export.script import Draft, Script
from netbuilder.export.tensors.functions import add_functions, names_taken
from netbuilder.export.tensors.script import entries
from netbuilder.export.tensors.words import WORDS
from netbuilder.graph.graph import Graph, Node, Wire, free_id
from netbuilder.layers.core import Output
from netbuilder.operations.tensor import Language
from netbuilder.program import lower
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check, Severity

_IMPORTS = (
    Import("math"),
    Import("numpy"),
    Import("torch"),
    Import("tensorflow", "", "tf"),
    Import("typing", "Any"),
    Import("collections.abc", "Callable"),
)
"""What functions of tensors may need."""
_TYPES: Mapping[Language, tuple[str, ...]] = MappingProxyType(
    {
        "numpy": ("Array = numpy.ndarray", "Params = dict[str, Array]"),
        "torch": ("Params = dict[str, torch.Tensor]",),
        "tf": ("Params = dict[str, tf.Variable]",),
    }
)
DOCSTRING = '"""The sound part of a network that cannot be trained yet."""'


def export_sound_part(project: Project, to: str) -> Script:
    """The network of a project up to its problems, in the words of one framework.

    Raises ProjectError with the first problem where nothing is sound, and DataError where the data cannot be read.
    """
    signature = project.data.dataset.signature()
    whole = check(project.graph.active, signature)
    part = check(sound_part(whole), signature)
    if not part.graph.nodes:
        require_sound(whole)
    require_sound(part)
    draft = Draft([DOCSTRING])
    if to in TENSORS:
        _add_functions(draft, part, TENSORS[to][0])
    elif EXPORTERS[to].family == "keras":
        draft.need("keras")
        keras_network.add_network(draft, part)
    else:
        draft.need("torch")
        torch_network.add_network(draft, part)
    return draft.finished(runs=False)


def sound_part(checked: Check) -> Graph:
    """The nodes of a drawing whose shapes are known, with an output behind each that leads nowhere else."""
    wrong = {problem.node for problem in checked.problems if problem.severity is Severity.ERROR}
    graph = checked.graph
    kept = {name: node for name, node in graph.nodes.items() if checked.nodes[name].outputs and name not in wrong}
    wires = {wire for wire in graph.wires if wire.source in kept and wire.target in kept}
    leading = {wire.source for wire in wires}
    reached = {wire.target for wire in wires}
    nodes = {name: node for name, node in kept.items() if name in leading or name in reached}
    for name, node in tuple(nodes.items()):
        if name not in leading and (ports := node.layer.output_ports()):
            end = free_id(nodes, "output")
            nodes[end] = Node(end, Output())
            wires.add(Wire(name, end, source_port=ports[0]))
    return replace(graph, nodes=nodes, wires=frozenset(wires))


def _add_functions(draft: Draft, part: Check, language: Language) -> None:
    """Add the network as functions of tensors."""
    program = lower(part)
    network = Network(program, language, entries(part, WORDS[language]), names_taken(draft))
    sections = [*network.sections(), starting_values(program, network.functions, language)]
    add_functions(draft, sections, language)
    text = "\n".join(line.text for section in draft.sections for line in section)
    draft.imports |= {one for one in _IMPORTS if re.search(rf"\b{one.known_as or one.name or one.module}\b", text)}
    draft.constants += _TYPES[language]
