"""What differs between NumPy, PyTorch and TensorFlow in the part of a script around the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from netbuilder.export.data_part import NUMPY, TENSORS, Arrays
from netbuilder.operations.tensor import Language


@dataclass(frozen=True, slots=True)
class Words:
    """``tensor``: the type of rows while they are computed with; ``array``: of rows as they are loaded; ``loader``:
    whose ``load_file`` reads weights; ``devices``: what ``--device`` may be; ``as_numbers``, ``one_hot``: the numbers
    of classes as they enter a network, over ``targets``; ``columns``: some of the features, by their numbers."""

    language: Language
    tensor: str
    arrays: Arrays
    loader: str
    devices: tuple[str, ...]
    as_numbers: str
    one_hot: str
    columns: str

    @property
    def array(self) -> str:
        """The type of rows as they are loaded."""
        return self.arrays.type


WORDS: Mapping[Language, Words] = MappingProxyType(
    {
        words.language: words
        for words in (
            Words(
                "numpy",
                "Array",
                NUMPY,
                "safetensors.numpy",
                ("cpu",),
                'targets.astype("float32")',
                'numpy.eye({count}, dtype="float32")[targets]',
                "features[:, {numbers}]",
            ),
            Words(
                "torch",
                "torch.Tensor",
                TENSORS,
                "safetensors.torch",
                ("auto", "cpu", "cuda", "mps"),
                "targets.float()",
                "torch.eye({count})[targets]",
                "features[:, {numbers}]",
            ),
            Words(
                "tf",
                "tf.Tensor",
                NUMPY,
                "safetensors.numpy",
                ("auto", "cpu"),
                "tf.cast(targets, tf.float32)",
                "tf.one_hot(targets, {count})",
                "tf.gather(features, {numbers}, axis=1)",
            ),
        )
    }
)

GRADIENTS: Mapping[Language, str] = MappingProxyType(
    {
        "numpy": '''
def gradients(params: Params, {rows}{training_parameter}) -> Params:
    """The gradient of the loss for every weight: backward, by hand."""
    {outputs}, kept = forward(params, {entering}{training})
    _, kept_loss = loss_of({outputs}, {others})
    slopes: Params = {{}}
    {slopes_of_outputs} = loss_of_backward(numpy.ones((), "float32"), kept_loss)
    backward({slopes_of_outputs}, kept, slopes)
    return slopes
''',
        "torch": '''
def gradients(params: Params, {rows}{training_parameter}) -> Params:
    """The gradient of the loss for every weight that is learned."""
    learned = {{name: value for name, value in params.items() if value.requires_grad}}
    loss = loss_of({spread}forward(params, {entering}{training}), {others})
    slopes = torch.autograd.grad(loss, list(learned.values()){unused})
    return {reached}
''',
        "tf": '''
def gradients(params: Params, {rows}{training_parameter}) -> Params:
    """The gradient of the loss for every weight that is learned."""
    learned = {{name: value for name, value in params.items() if value.trainable}}
    with tf.GradientTape() as tape:
        loss = loss_of({spread}forward(params, {entering}{training}), {others})
    slopes = tape.gradient(loss, learned)
    return {reached}
''',
    }
)

MEASURE: Mapping[Language, str] = MappingProxyType(
    {
        "numpy": '''
def measure(params: Params, {rows}) -> float:
    """The mean loss of rows that fit in memory together."""
    {outputs}, _ = forward(params, {entering}{evaluating})
    loss, _ = loss_of({outputs}, {others})
    return float(loss)
''',
        "torch": '''
@torch.no_grad()
def measure(params: Params, {rows}) -> float:
    """The mean loss of rows that fit in memory together."""
    return loss_of({spread}forward(params, {entering}{evaluating}), {others}).item()
''',
        "tf": '''
@tf.function(reduce_retracing=True)
def measure(params: Params, {rows}) -> tf.Tensor:
    """The mean loss of rows that fit in memory together."""
    return loss_of({spread}forward(params, {entering}{evaluating}), {others})
''',
    }
)

EVALUATE = '''
def evaluate(params: Params, rows: Rows) -> float:
    """The mean loss of some rows."""
    losses = []
    for at in range(0, len(rows[0]), PIECE):
        piece = [part[at : at + PIECE] for part in rows]
        losses.append({measured} * len(piece[0]))
    return math.fsum(losses) / len(rows[0])
'''

PREDICT: Mapping[Language, str] = MappingProxyType(
    {
        "numpy": '''
def predict(params: Params, {entries}) -> Array:
    """What the network puts out for some rows."""
    pieces = range(0, len(features), PIECE)
    outputs = [forward(params, {piece}{evaluating})[{place}] for at in pieces]
    return numpy.concatenate(outputs)
''',
        "torch": '''
@torch.no_grad()
def predict(params: Params, {entries}) -> numpy.ndarray:
    """What the network puts out for some rows."""
    outputs = [forward(params, {piece}{evaluating}){first} for piece in {pieces}]
    return torch.cat(outputs).cpu().numpy()
''',
        "tf": '''
def predict(params: Params, {entries}) -> numpy.ndarray:
    """What the network puts out for some rows."""
    pieces = range(0, len(features), PIECE)
    outputs = [forward(params, {piece}{evaluating}){first} for at in pieces]
    return numpy.concatenate(outputs)
''',
    }
)

SET_VALUES: Mapping[Language, str] = MappingProxyType(
    {
        "numpy": '''
def copied(params: Params) -> Params:
    """The weights as they are now."""
    return {name: weight.copy() for name, weight in params.items()}


def set_values(params: Params, values: Params) -> None:
    """Give every weight a value."""
    for name, weight in params.items():
        weight[...] = values[name]
''',
        "torch": '''
def copied(params: Params) -> Params:
    """The weights as they are now."""
    return {name: weight.detach().clone() for name, weight in params.items()}


@torch.no_grad()
def set_values(params: Params, values: Params) -> None:
    """Give every weight a value."""
    for name, weight in params.items():
        weight.copy_(values[name])
''',
        "tf": '''
def copied(params: Params) -> dict[str, numpy.ndarray]:
    """The weights as they are now."""
    return {name: weight.numpy() for name, weight in params.items()}


def set_values(params: Params, values: dict[str, numpy.ndarray]) -> None:
    """Give every weight a value."""
    for name, weight in params.items():
        weight.assign(values[name])
''',
    }
)

OF_CLASSES = '''
def report(name: str, params: Params, rows: Rows) -> None:
    """Print the loss of some rows, and how many are right, in all and of each class."""
    targets = {targets}
    right = {chosen} == targets
    largest = numpy.bincount(targets).max() / len(targets)
    recalls = {{number: right[targets == number].mean() for number in numpy.unique(targets)}}
    print(f"{{name}}: loss {{evaluate(params, rows):.4f}}, accuracy {{right.mean():.4f}}")
    print(f"{{name}}: balanced accuracy {{sum(recalls.values()) / len(recalls):.4f}}")
    print(f"{{name}}: recall by class", ", ".join(f"{{number}}: {{recall:.4f}}" for number, recall in recalls.items()))
    print(f"{{name}}: the largest class alone has a share of {{largest:.4f}}")
'''

ERROR_OF_ACCURACY = """\
    if name == "test":
        share = (right.sum() + 2) / (len(right) + 4)
        error = numpy.sqrt(share * (1 - share) / (len(right) + 4))
        print(f"test: standard error of the accuracy {error:.4f}")
"""

ERROR_OF_MISSES = """\
    if name == "test":
        squares = numpy.square(misses).mean(axis=1)
        error = squares.std() / max(len(squares) - 1, 1) ** 0.5 / (2 * rmse or 1.0)
        print(f"test: standard error of the root mean squared error {error:.2g}")
"""
"""That of a root is that of what stands under it, divided by twice the root (the delta method)."""

OF_LOSS = '''
def report(name: str, params: Params, rows: Rows) -> None:
    """Print the loss of some rows."""
    print(f"{name}: loss {evaluate(params, rows):.6g}")
'''

OF_NUMBERS = '''
def report(name: str, params: Params, rows: Rows{parameter}) -> None:
    """Print the loss of some rows, and the error in units of the target."""
    misses = {misses}
    rmse = numpy.sqrt(numpy.square(misses).mean())
    print(f"{{name}}: loss {{evaluate(params, rows):.4f}}")
    print(f"{{name}}: root mean squared error {{rmse:.4g}}, in units of the target")
'''
