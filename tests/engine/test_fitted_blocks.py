"""A block that is put in where a value arrives is as wide as that value, where it fits only so."""

from __future__ import annotations

import pytest

import resources
from netbuilder.files.block_files import read_block
from netbuilder.graph.blocks import BlockUse
from netbuilder.layers.base import Shape
from netbuilder.shapes.fitted_blocks import fitted
from tests.blocks import nested, residual


def bundled(name: str, **overrides: object) -> BlockUse:
    block = read_block(resources.FOLDER / "blocks" / f"{name}.netblock")
    return BlockUse(block=block.block, definition=block.definition, overrides=overrides)


@pytest.mark.parametrize(
    ("use", "shape", "overrides"),
    [
        (bundled("residual_block"), (64, 56, 56), {"filters": 64}),
        (bundled("residual_block"), (32, 56, 56), {}),
        (bundled("residual_block", filters=16), (64, 8, 8), {"filters": 64}),
        (bundled("residual_block"), (9,), {}),
        (bundled("residual_block"), (100_001, 4, 4), {}),
        (bundled("residual_stage"), (64, 56, 56), {}),
        (bundled("squeeze_and_excitation"), (24, 4, 4), {"channels": 24}),
        (bundled("transformer_encoder_layer"), (10, 16), {"features": 16}),
    ],
)
def test_only_the_width_that_must_be_that_of_the_value_is_set(
    use: BlockUse, shape: Shape, overrides: dict[str, int]
) -> None:
    assert fitted(use, (shape,)).overrides == overrides


def test_a_width_is_found_through_nested_blocks() -> None:
    use = BlockUse(block="middle", definition=nested().blocks["middle"])
    assert fitted(use, ((7,),)).overrides == {"width": 7}


def test_where_nothing_is_known_to_arrive_the_block_stays_as_it_is() -> None:
    use = residual().graph.nodes["residual_1"].layer
    assert isinstance(use, BlockUse)
    assert fitted(use, (None,)) is use
