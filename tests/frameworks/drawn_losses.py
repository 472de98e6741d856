"""Projects whose losses are drawn: parameters alone, targets inside the network, numbers that are the same for all."""

from __future__ import annotations

from pathlib import Path

from netbuilder.data.catalogue import dataset_types
from netbuilder.files.read import read
from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import NodeId
from netbuilder.layers import layer_types
from netbuilder.project import block_definitions, block_edits, edits
from netbuilder.project.project import Project

SAMPLES = Path(__file__).parents[2] / "samples"


def drawn_losses() -> dict[str, Project]:
    """What is trained, by name."""
    bowl = edits.set_training(read(SAMPLES / "bowl.netb"), momentum=0.5)
    return {
        "softmax_by_hand": softmax_by_hand(),
        "balanced_in_tensors": edits.set_training(
            softmax_by_hand(in_tensors=True), class_weights="balanced", batch_size=2
        ),
        "squares_and_a_penalty": squares_and_a_penalty(),
        "loss_alone": _loss_alone(),
        "bowl": bowl,
    }


def _with_data(name: str, rows: int) -> Project:
    project = edits.set_data(Project(), dataset=dataset_types()[name](rows=rows), target_normalisation="none")
    return edits.set_training(project, batch_size=16, learning_rate=0.05, seed=3)


def _fed(project: Project, kind: str, *sources: NodeId, **values: object) -> tuple[Project, NodeId]:
    """A node that takes from these."""
    project, node = edits.add_node(project, layer_types()[kind](**values), (0, 0))
    for port, source in zip(project.graph.nodes[node].layer.input_ports(), sources, strict=True):
        project = edits.connect(project, source, node, port)
    return project, node


def softmax_by_hand(in_tensors: bool = False) -> Project:
    """Cross-entropy by hand: one-hot targets times log probabilities. The weights lie in a block."""
    project, entry = _fed(_with_data("moons", 60), "input")
    project, weights = _fed(project, "parameter", sizes=(2, 2), start="normal", start_number=0.5)
    project, product = _fed(project, "matmul", entry, weights)
    project, bias = _fed(project, "parameter", sizes=(1, 2), trainable=False, start="constant", start_number=0.3)
    project, logits = _fed(project, "add", product, bias)
    project, logs = _fed(project, "log_softmax", logits)
    project, targets = _fed(project, "target_input", form="one-hot")
    project, right = _fed(project, "multiply", logs, targets)
    project, total = _fed(project, "tensor_sum", right)
    project, minus = _fed(project, "tensor_constant", numbers="-1")
    project, loss = _fed(project, "multiply", total, minus)
    project, _ = _fed(project, "drawn_loss", loss)
    project, _ = _fed(project, "output", logits, weight=0.5)
    return _in_a_block(project, [product, weights], in_tensors)


def squares_and_a_penalty() -> Project:
    """Squares of misses, and a weighted sum of the squares of a weight: one number for all rows."""
    project, entry = _fed(_with_data("curve", 60), "input")
    project, hidden = _fed(project, "dense", entry, units=4)
    project, bent = _fed(project, "tanh", hidden)
    project, weights = _fed(project, "parameter", sizes=(4, 1), start="typed in", start_typed="1 -1 0.5 2")
    project, answer = _fed(project, "matmul", bent, weights)
    project, targets = _fed(project, "target_input")
    project, misses = _fed(project, "subtract", answer, targets)
    project, squares = _fed(project, "squared", misses)
    project, mean = _fed(project, "tensor_mean", squares)
    project, _ = _fed(project, "drawn_loss", mean)
    project, sizes = _fed(project, "squared", weights)
    project, penalty = _fed(project, "tensor_sum", sizes)
    project, _ = _fed(project, "drawn_loss", penalty, weight=0.01)
    project, _ = _fed(project, "output", answer, weight=0.0)
    return edits.set_training(project, optimizer="adam")


def _loss_alone() -> Project:
    """A loss of each row, and no output that predicts."""
    project, entry = _fed(_with_data("curve", 40), "input")
    project, centre = _fed(project, "parameter", sizes=(1,))
    project, away = _fed(project, "subtract", entry, centre)
    project, squares = _fed(project, "squared", away)
    project, mean = _fed(project, "tensor_mean", squares)
    project, _ = _fed(project, "drawn_loss", mean)
    return edits.set_training(project, measure_start=True)


def _in_a_block(project: Project, nodes: list[NodeId], in_tensors: bool) -> Project:
    project, use = block_edits.group(project, nodes, "Stage")
    layer = project.graph.nodes[use].layer
    assert isinstance(layer, BlockUse)
    return block_definitions.write_in_tensors(project, layer.block, in_tensors=in_tensors)
