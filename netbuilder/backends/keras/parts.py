"""What a Keras script needs to compute as PyTorch does. Scripts print what they use of it; nothing imports it here."""

from __future__ import annotations

from typing import Any

import keras
import numpy
import tensorflow as tf


def uniform(fan_in: int) -> dict[str, Any]:
    """PyTorch's starting values: kernel and bias uniform within ±1/√fan_in."""
    limit = fan_in**-0.5
    names = ("kernel_initializer", "bias_initializer")
    return {name: keras.initializers.RandomUniform(-limit, limit) for name in names}


def uniform_gru(units: int) -> dict[str, Any]:
    """PyTorch's starting values of a GRU: all of them uniform within ±1/√units."""
    limit = units**-0.5
    names = ("kernel_initializer", "recurrent_initializer", "bias_initializer")
    return {name: keras.initializers.RandomUniform(-limit, limit) for name in names}


def standard_normal() -> dict[str, Any]:
    """PyTorch's starting values of an embedding."""
    return {"embeddings_initializer": keras.initializers.RandomNormal(stddev=1.0)}


def set_start(network: keras.Model, path: str, values: Any) -> None:
    """Draw the starting values of a variable anew."""
    for variable in network.variables:
        if variable.path == path:
            variable.assign(values(variable.shape))


class Embedding(keras.layers.Embedding):
    """Embedding with a dense gradient: optimizers square sums over a batch, not parts."""

    def call(self, inputs: Any) -> Any:
        """The vector of each code."""
        codes = keras.ops.cast(inputs, "int32")
        return keras.ops.take(1.0 * self.embeddings, codes, axis=0)


class BatchNorm(keras.layers.BatchNormalization):
    """Batch norm whose running variance is divided by n - 1, as in PyTorch."""

    def call(self, inputs: Any, training: bool | None = None) -> Any:
        """Normalize, and correct what the running variance has taken in."""
        kept = self.momentum * self.moving_variance
        outputs = super().call(inputs, training=training)
        if training:
            rows = keras.ops.size(inputs) // inputs.shape[-1]
            unbiased = keras.ops.cast(rows / keras.ops.maximum(rows - 1, 1), "float32")
            self.moving_variance.assign(kept + unbiased * (self.moving_variance - kept))
        return outputs


@keras.saving.register_keras_serializable()
class LSTMCell(keras.layers.Layer):
    """One step of an LSTM with PyTorch's two biases, which learn twice as fast as one."""

    def __init__(self, units: int, **options: Any) -> None:
        super().__init__(**options)
        self.units = self.output_size = units
        self.state_size = [units, units]

    def build(self, input_shape: Any) -> None:
        """Make the weights of all four gates side by side."""
        width, limit = 4 * self.units, self.units**-0.5
        values = keras.initializers.RandomUniform
        shapes = {
            "kernel": (input_shape[-1], width),
            "recurrent_kernel": (self.units, width),
            "bias": (width,),
            "recurrent_bias": (width,),
        }
        self.gates: dict[str, Any] = {}
        for name, shape in shapes.items():
            self.gates[name] = self.add_weight(shape, values(-limit, limit), name=name)

    def call(self, inputs: Any, states: Any) -> Any:
        """The next hidden state, and both states."""
        hidden, cell = states
        gates = self.gates
        sums = inputs @ gates["kernel"] + gates["bias"]
        sums = sums + hidden @ gates["recurrent_kernel"] + gates["recurrent_bias"]
        take, keep, new, give = keras.ops.split(sums, 4, axis=-1)
        sigmoid, tanh = keras.ops.sigmoid, keras.ops.tanh
        cell = sigmoid(keep) * cell + sigmoid(take) * tanh(new)
        hidden = sigmoid(give) * tanh(cell)
        return hidden, [hidden, cell]

    def get_config(self) -> dict[str, Any]:
        """What makes the same cell again."""
        return {**super().get_config(), "units": self.units}


def two_bias_lstm(units: int, **options: Any) -> keras.layers.RNN:
    """An LSTM as PyTorch has it."""
    return keras.layers.RNN(LSTMCell(units, name="lstm_cell"), **options)


@keras.saving.register_keras_serializable()
class RNNCell(keras.layers.Layer):
    """One step of a plain recurrent layer with PyTorch's two biases."""

    def __init__(self, units: int, activation: str, **options: Any) -> None:
        super().__init__(**options)
        self.units = self.state_size = self.output_size = units
        self.activation = activation

    def build(self, input_shape: Any) -> None:
        """Make the weights of the inputs and those of the state."""
        limit = self.units**-0.5
        values = keras.initializers.RandomUniform
        shapes = {
            "kernel": (input_shape[-1], self.units),
            "recurrent_kernel": (self.units, self.units),
            "bias": (self.units,),
            "recurrent_bias": (self.units,),
        }
        self.sums: dict[str, Any] = {}
        for name, shape in shapes.items():
            self.sums[name] = self.add_weight(shape, values(-limit, limit), name=name)

    def call(self, inputs: Any, states: Any) -> Any:
        """The next state, twice."""
        sums = self.sums
        total = inputs @ sums["kernel"] + sums["bias"]
        total = total + states[0] @ sums["recurrent_kernel"] + sums["recurrent_bias"]
        state = keras.activations.get(self.activation)(total)
        return state, [state]

    def get_config(self) -> dict[str, Any]:
        """What makes the same cell again."""
        own = {"units": self.units, "activation": self.activation}
        return {**super().get_config(), **own}


def two_bias_rnn(units: int, activation: str, **options: Any) -> keras.layers.RNN:
    """A plain recurrent layer as PyTorch has it."""
    return keras.layers.RNN(RNNCell(units, activation, name="rnn_cell"), **options)


class TransformerEncoder(keras.layers.Layer):
    """Self-attention and two dense layers, with skip connections and layer norm."""

    def __init__(
        self,
        features: int,
        heads: int,
        units: int,
        dropout: float,
        activation: str,
        norm_first: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.norm_first = norm_first
        self.attention = keras.layers.MultiHeadAttention(
            heads,
            features // heads,
            dropout=dropout,
            **uniform(features),
            name="attention",
        )
        self.dense_1 = keras.layers.Dense(
            units,
            activation,
            **uniform(features),
            name="dense_1",
        )
        self.dense_2 = keras.layers.Dense(features, **uniform(units), name="dense_2")
        self.norm_1 = keras.layers.LayerNormalization(epsilon=1e-5, name="norm_1")
        self.norm_2 = keras.layers.LayerNormalization(epsilon=1e-5, name="norm_2")
        self.dropouts = [keras.layers.Dropout(dropout) for _ in range(3)]

    def call(self, x: Any) -> Any:
        """A sequence of the same shape."""
        if self.norm_first:
            x = x + self.attend(self.norm_1(x))
            return x + self.combine(self.norm_2(x))
        x = self.norm_1(x + self.attend(x))
        return self.norm_2(x + self.combine(x))

    def attend(self, x: Any) -> Any:
        """What every step takes from all others."""
        return self.dropouts[0](self.attention(x, x))

    def combine(self, x: Any) -> Any:
        """The two dense layers, step by step."""
        return self.dropouts[2](self.dense_2(self.dropouts[1](self.dense_1(x))))


def negative_log_likelihood(targets: Any, log_probabilities: Any) -> Any:
    """The loss of each row: minus the log probability of its class."""
    classes = keras.ops.reshape(keras.ops.cast(targets, "int32"), (-1, 1))
    return -keras.ops.take_along_axis(log_probabilities, classes, axis=1)[:, 0]


def squashed_cross_entropy(targets: Any, outputs: Any) -> Any:
    """The loss of each row, with what a softmax gives as logits.

    A copy of it, for Keras would take what enters the softmax instead.
    """
    logits = keras.ops.copy(outputs)
    return keras.losses.sparse_categorical_crossentropy(targets, logits, from_logits=True)


def squashed_binary_cross_entropy(targets: Any, outputs: Any) -> Any:
    """The loss of each row, with what a sigmoid gives as logits.

    A copy of it, for Keras would take what enters the sigmoid instead.
    """
    logits = keras.ops.copy(outputs)
    rows = keras.ops.reshape(targets, keras.ops.shape(logits))
    return keras.losses.binary_crossentropy(rows, logits, from_logits=True)


class Parameter(keras.layers.Layer):
    """Numbers that training changes. What comes in only says to which network they belong."""

    def __init__(self, shape: tuple[int, ...], **options: Any) -> None:
        super().__init__(**options)
        self.shape = shape

    def build(self, input_shape: Any) -> None:
        """Make the numbers."""
        self.value = self.add_weight(self.shape, "zeros", name="value")

    def call(self, x: Any) -> Any:
        """The numbers, the same for every row."""
        return keras.ops.convert_to_tensor(self.value)


class Constant(keras.layers.Layer):
    """Numbers that stay as they are. What comes in only says to which network they belong."""

    def __init__(self, numbers: Any, **options: Any) -> None:
        super().__init__(**options)
        self.numbers = numpy.asarray(numbers, "float32")

    def call(self, x: Any) -> Any:
        """The numbers, the same for every row."""
        return keras.ops.convert_to_tensor(self.numbers)


class EachRow(keras.layers.Layer):
    """One number for all rows, given to each: ``fit`` wants a loss of every row."""

    def call(self, number: Any, x: Any) -> Any:
        """The number, once for each row of ``x``."""
        return keras.ops.broadcast_to(number, keras.ops.shape(x)[:1])


def repeating_sum(x: Any, y: Any) -> Any:
    """The sum of x and y. Keras takes some y that are repeated for a bias of x."""
    return x - (-y)


def computed_loss(targets: Any, losses: Any) -> Any:
    """The loss of each row, as the network computes it."""
    return losses


class Weights(keras.layers.Layer):
    """A layer that has its weights by names such as "dense.weight"."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.by_name: dict[str, Any] = {}
        self.starting: list[tuple[str, tf.Variable]] = []

    def __setitem__(self, name: str, value: tf.Variable) -> None:
        self.starting.append((name, value))

    def build(self, *shapes: Any) -> None:
        """Make them now: their paths name the layers around this one."""
        for name, value in self.starting:
            self.by_name[name] = self.add_weight(
                value.shape,
                lambda *shape, value=value, **options: value.value(),
                trainable=value.trainable,
                name=name,
            )

    def __getitem__(self, name: str) -> tf.Variable:
        return self.by_name[name].value
