"""The words that Keras' layers call their own are written down without importing Keras: here Keras is asked."""

from __future__ import annotations

import sys

from netbuilder.backends.keras.names import OF_LAYERS
from tests.forking.forked import ForkedTensorFlow
from tests.programs import finished

PROGRAM = """
import keras
print(*(name for name in dir(keras.layers.Layer()) if name[0] != "_"))
"""


def test_every_word_of_a_keras_layer_is_known() -> None:
    done = finished([sys.executable, "-c", PROGRAM], by=ForkedTensorFlow)
    assert done.returncode == 0, done.stderr[-2000:]
    words = {word for word in done.stdout.split() if word == word.lower()}
    assert words - OF_LAYERS == set()
