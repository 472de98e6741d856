"""Dropout is taken out everywhere before frameworks are compared, and nothing else is touched."""

from __future__ import annotations

from netbuilder.graph.blocks import layers_within
from netbuilder.layers import layer_types
from netbuilder.project import block_edits, edits
from netbuilder.project.project import Project
from netbuilder.verification.without_chance import without_chance


def test_nothing_is_silenced_at_random_any_more_in_blocks_neither() -> None:
    types = layer_types()
    project, last = edits.add_node(Project(), types["input"](sizes=(4, 8)), (0, 0))
    chain = (types["dropout"](rate=0.3), types["transformer_encoder"](), types["multi_head_attention"](dropout=0.2))
    inner = []
    for layer in (types["dense"](units=8), *chain, types["dropout"](rate=0.1)):
        project, last = edits.add_and_connect(project, layer, (0, 0), last)
        inner.append(last)
    project, _ = edits.add_and_connect(project, types["output"](), (0, 0), last)
    project, _ = block_edits.group(project, inner[1:4], "silent")
    calm = without_chance(project)
    before, after = list(layers_within(project.graph)), list(layers_within(calm.graph))
    assert [type(layer) for layer in before] == [type(layer) for layer in after]
    assert [layer.values() for layer in after if "dropout" in layer.values() and layer.values()["dropout"]] == []
    assert [layer.values() for layer in after if layer.values().get("rate")] == []
    assert sum(layer != other for layer, other in zip(before, after, strict=True)) == 4
    assert without_chance(calm) == calm
