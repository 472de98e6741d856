"""Random drawings with branches, blocks and unlucky names compute in Keras what they compute in PyTorch."""

from __future__ import annotations

from pathlib import Path
from random import Random

from netbuilder.backends.keras.source import Entry
from netbuilder.errors import EditError
from netbuilder.graph.graph import NodeId
from netbuilder.layers import layer_types
from netbuilder.project import block_edits, edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check
from tests.frameworks.keras_networks import distances

DRAWINGS, WIDTH, FEATURES = 30, 4, 6
OUTPUTS, GRADIENTS = 1e-5, 1e-4
COLUMNS = ((0, 1, 2, 3), (5, 1, 3, 2), (2, 3, 4, 5))
NAMES = (
    *("", "class", "層", "a'b\"c", "line\nbreak", "range", "x", "self", "name", "call", "inputs", "outputs", "keras"),
    *("Input", "input layer", "add", "Add 1", "concatenate", "multiply", "get item", "transpose", "dtype", "weights"),
    *("block", "dense_1", "uniform", "build network", "encoder", "encoder block", "mask", "number", "options"),
)
KINDS = (
    *(("dense", {"units": WIDTH}), ("dense", {"units": WIDTH, "bias": False}), ("tanh", {}), ("silu", {})),
    *(("layer_norm", {}), ("batch_norm", {}), ("add", {}), ("add", {"inputs": 3}), ("multiply", {}), ("joined", {})),
)


def add(project: Project, random: Random, kind: str, values: dict[str, object]) -> tuple[Project, NodeId]:
    """A layer with a name that may be unlucky."""
    return edits.add_node(project, layer_types()[kind](**values), (0, 0), random.choice(NAMES))


def layers(random: Random) -> tuple[Project, list[NodeId], int]:
    """Inputs and layers that take from any before them, all of one width; the number of inputs."""
    project, sources = Project(), list[NodeId]()
    inputs = random.randint(1, 3)
    for _ in range(inputs):
        project, node = add(project, random, "input", {"sizes": (WIDTH,)})
        sources.append(node)
    for _ in range(random.randint(4, 10)):
        kind, values = random.choice(KINDS)
        project, node = add(project, random, "concatenate" if kind == "joined" else kind, dict(values))
        for port in project.graph.nodes[node].layer.input_ports():
            project = edits.connect(project, random.choice(sources[-4:]), node, port)
        if kind == "joined":
            project, last = add(project, random, "dense", {"units": WIDTH})
            project, node = edits.connect(project, node, last), last
        sources.append(node)
    return project, sources, inputs


def grouped(project: Project, random: Random) -> Project:
    """The same with some of its layers in a block, where they can be; it may come several times in a row."""
    hidden = [node.id for node in project.graph.nodes.values() if node.layer.role == "hidden"]
    first = random.randrange(len(hidden))
    try:
        wider, block = block_edits.group(project, hidden[first : first + random.randint(1, 3)], random.choice(NAMES))
    except EditError:
        return project
    for name, value in (("repeat", random.randint(1, 3)), ("shared", random.random() < 0.5)):
        changed = edits.set_parameter(wider, block, name, value)
        wider = changed if check(changed.graph, None).sound else wider
    return wider


def drawing(seed: int) -> tuple[Check, Entry]:
    """A sound drawing with blocks in blocks, and what enters it."""
    project, inputs = with_blocks(seed)
    found = check(project.graph, None)
    assert found.sound, [str(problem) for problem in found.problems]
    return found, Entry((FEATURES,), COLUMNS[:inputs])


def with_blocks(seed: int) -> tuple[Project, int]:
    """A project with blocks in blocks; the number of its inputs."""
    random = Random(seed)
    project, sources, inputs = layers(random)
    for node in {sources[-1], random.choice(sources[inputs:])}:
        project, end = add(project, random, "output", {})
        project = edits.connect(project, node, end)
    for _ in range(3):
        project = grouped(project, random)
    return project, inputs


def test_random_drawings_are_equal_in_outputs_and_gradients(tmp_path: Path) -> None:
    drawings = {f"drawing_{seed}": drawing(seed) for seed in range(DRAWINGS)}
    blocks = [node for found, _ in drawings.values() for node in found.nodes.values() if node.inside]
    assert len(blocks) > DRAWINGS / 2
    assert sum(len(node.inside) > 1 for node in blocks) > DRAWINGS / 6
    apart = distances(drawings, tmp_path)
    assert [far for far in apart if far.outputs > OUTPUTS or far.gradients > GRADIENTS] == []
