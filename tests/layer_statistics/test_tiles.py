"""An array as images: filters, rows behind an image, matrices, and what is too large to be seen whole."""

from __future__ import annotations

from itertools import pairwise

import numpy
import pytest

from netbuilder.data.pipeline import prepare
from netbuilder.layer_statistics.epochs import coarse_first, thinned
from netbuilder.layer_statistics.tiles import MOST_SIDE, MOST_TILES, tiles
from netbuilder.layer_statistics.watched_network import WatchedNetwork
from netbuilder.project import edits
from tests.drawing import drawn

SHAPES = [(5,), (3, 4), (2, 3, 4), (3, 2, 4, 5), (2, 3, 2, 4, 5)]


@pytest.mark.parametrize("shape", SHAPES)
def test_each_number_of_each_image_knows_its_place_in_the_array(shape: tuple[int, ...]) -> None:
    array = numpy.arange(numpy.prod(shape), dtype=numpy.float32).reshape(shape)
    found = tiles(array)
    assert found.whole
    assert found.largest == array.max()
    count, rows, columns = found.images.shape
    assert (rows, columns) == (1, 1, *shape)[-2:]
    for image, row, column in ((0, 0, 0), (count - 1, rows - 1, columns - 1), (count // 2, rows // 2, columns // 2)):
        assert array[found.place(image, row, column)] == found.images[image, row, column]


def test_a_single_number_is_an_image_of_one() -> None:
    found = tiles(numpy.array(-2.0, dtype=numpy.float32))
    assert found.images.shape == (1, 1, 1)
    assert found.largest == 2.0
    assert found.place(0, 0, 0) == ()


def test_filters_lie_with_their_slices_together() -> None:
    assert tiles(numpy.zeros((4, 3, 5, 5))).together == 3
    assert tiles(numpy.zeros((4, 5))).together == 1


def test_of_a_large_array_a_part_is_shown_on_the_scale_of_all_of_it() -> None:
    array = numpy.zeros((2_000, 1, 2, 2), numpy.float32)
    array[-1] = 7.0
    found = tiles(array)
    assert (len(found.images), found.whole, found.largest) == (MOST_TILES, False, 7.0)
    wide = tiles(numpy.zeros((3, 5_000)))
    assert (wide.images.shape, wide.whole) == ((1, 3, MOST_SIDE), False)


def test_what_is_no_number_does_not_count_for_the_scale() -> None:
    assert tiles(numpy.array([[1.0, numpy.nan], [-numpy.inf, -3.0]])).largest == 3.0
    assert tiles(numpy.array([[numpy.nan]])).largest == 0.0


def test_the_weights_of_a_dense_layer_behind_an_image_are_images() -> None:
    layers = (("flatten", {}), ("dropout", {}), ("dense", {"units": 3}), ("relu", {}), ("dense", {"units": 10}))
    project = edits.set_data(drawn(*layers, data="digits"), training_rows=20)
    watched = WatchedNetwork(project, prepare(project.data))
    images = {layer.path.node: layer.image for layer in watched.layers if layer.weights}
    assert images == {"dense_1": (1, 8, 8), "dense_2": None}
    weight = numpy.arange(3 * 64, dtype=numpy.float32).reshape(3, 64)
    found = tiles(weight, images["dense_1"])
    assert found.images.shape == (3, 8, 8)
    assert weight.reshape(3, 1, 8, 8)[found.place(2, 1, 5)] == found.images[2, 1, 5] == weight[2, 13]


@pytest.mark.parametrize("count", [0, 1, 2, 59, 60, 61, 256])
def test_epochs_are_thinned_evenly_with_both_ends_and_ordered_from_coarse_to_fine(count: int) -> None:
    epochs = tuple(range(1, count + 1))
    some = thinned(epochs)
    assert len(some) == min(count, 60)
    assert some == tuple(sorted(set(some)))
    if count:
        assert (some[0], some[-1]) == (1, count)
        gaps = [later - one for one, later in pairwise(some)]
        assert max(gaps, default=1) - min(gaps, default=1) <= 1
    order = coarse_first(some)
    assert sorted(order) == list(some)
    if len(some) > 4:
        first, last, middle = order[:3]
        assert (first, last) == (some[0], some[-1])
        assert middle == some[(len(some) - 1) // 2]
