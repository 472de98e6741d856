"""The optimizers written out: what one step does to every weight, with PyTorch's formulas and constants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from netbuilder.backends.tensors.text import INDENT, targets
from netbuilder.layers.calls import literal
from netbuilder.operations.tensor import Language
from netbuilder.project.training_settings import TrainingSettings


@dataclass(frozen=True, slots=True)
class Rule:
    """``source``: where the formula is from; ``memory``: what is kept of each weight between steps; ``lines``: what
    happens to ``slope`` and ``weight``, with ``=>`` for a change in place; ``counts``: whether steps are counted."""

    source: str
    memory: tuple[str, ...]
    lines: tuple[str, ...]
    counts: bool = False


_ADAM = (
    "mean => {mean} + 0.1 * (slope - {mean})",
    "square => {square} + 0.001 * (slope**2 - {square})",
    "root = {sqrt}({square}) / {second} + 1e-8",
    "weight => {weight} - rate / {first} * {mean} / root",
)
_CORRECTIONS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "numpy": {"first": "(1 - 0.9**step)", "second": "(1 - 0.999**step) ** 0.5"},
        "torch": {"first": "(1 - 0.9**step)", "second": "(1 - 0.999**step) ** 0.5"},
        "tf": {"first": "first", "second": "tf.sqrt(second)"},
    }
)
"""What Adam's mean and the root of its squares are divided by, as they start at 0."""
_CORRECTIONS_IN_TF = (
    "first = tf.cast(1 - 0.9**step, tf.float32)",
    "second = tf.cast(1 - 0.999**step, tf.float32)",
)
"""They are computed from a step of 64 bits: of 1 - 0.999, 32 bits leave five digits."""
_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "sgd": Rule("gradient descent", (), ("weight => {weight} - rate * slope",)),
        "momentum": Rule(
            "gradient descent with momentum (Polyak, 1964)",
            ("speed",),
            ("speed => {momentum} * {speed} + slope", "weight => {weight} - rate * {speed}"),
        ),
        "adagrad": Rule(
            "Adagrad (Duchi, Hazan and Singer, 2011)",
            ("square",),
            ("square => {square} + slope**2", "weight => {weight} - rate * slope / ({sqrt}({square}) + 1e-10)"),
        ),
        "rmsprop": Rule(
            "RMSprop (Tieleman and Hinton, 2012)",
            ("square",),
            (
                "square => {square} + 0.01 * (slope**2 - {square})",
                "weight => {weight} - rate * slope / ({sqrt}({square}) + 1e-8)",
            ),
        ),
        "rmsprop with momentum": Rule(
            "RMSprop with momentum",
            ("square", "speed"),
            (
                "square => {square} + 0.01 * (slope**2 - {square})",
                "speed => {momentum} * {speed} + slope / ({sqrt}({square}) + 1e-8)",
                "weight => {weight} - rate * {speed}",
            ),
        ),
        "adam": Rule("Adam (Kingma and Ba, 2015)", ("mean", "square"), _ADAM, counts=True),
        "adamw": Rule("AdamW (Loshchilov and Hutter, 2019)", ("mean", "square"), _ADAM, counts=True),
    }
)


def rule_of(settings: TrainingSettings) -> Rule:
    """The rule by which the weights are changed."""
    if settings.momentum and settings.optimizer == "sgd":
        return _RULES["momentum"]
    if settings.momentum and settings.optimizer == "rmsprop":
        return _RULES["rmsprop with momentum"]
    return _RULES[settings.optimizer]


def update_text(settings: TrainingSettings, language: Language) -> str:
    """``update``: one step."""
    rule = rule_of(settings)
    names = {name: name for name in (*rule.memory, "weight")}
    words = {**names, "momentum": literal(settings.momentum), "sqrt": f"{language}.sqrt", **_CORRECTIONS[language]}
    lines = []
    if settings.optimizer == "adamw":
        decay = f"1 - rate * {literal(settings.weight_decay)}"
        lines.append(f"weight.assign(({decay}) * weight)" if language == "tf" else f"weight *= {decay}")
    elif settings.weight_decay:
        lines.append(f"slope = slope + {literal(settings.weight_decay)} * weight")
    for line in rule.lines:
        target, arrow, value = line.format(**words).partition(" => ")
        lines.append(_changed(target, value, language) if arrow else line.format(**words))
    number = "tf.Tensor" if language == "tf" else "float"
    kinds = {**_arguments(rule), **({"step": number} if rule.counts and language == "tf" else {})}
    given = [f"{name}: {kind}" for name, kind in kinds.items()]
    head = f"def update(params: Params, slopes: Params, {', '.join([*given, f'rate: {number}'])}) -> None:"
    taken = [f"{targets(rule.memory)} = memory[name]"] if rule.memory else []
    first = ["@torch.no_grad()"] if language == "torch" else []
    corrections = _CORRECTIONS_IN_TF if rule.counts and language == "tf" else ()
    return "\n".join(
        [
            *first,
            head,
            f'{INDENT}"""One step of {rule.source}."""',
            *(INDENT + line for line in corrections),
            f"{INDENT}for name, slope in slopes.items():",
            *(2 * INDENT + line for line in ["weight = params[name]", *taken, *lines]),
        ]
    )


def memory_text(settings: TrainingSettings, language: Language) -> str | None:
    """``empty_memory``: what the optimizer keeps of every weight, before the first step; or None."""
    rule = rule_of(settings)
    if not rule.memory:
        return None
    zeros = {
        "numpy": "numpy.zeros_like(weight)",
        "torch": "torch.zeros_like(weight)",
        "tf": "tf.Variable(tf.zeros_like(weight))",
    }
    made = ", ".join([zeros[language]] * len(rule.memory))
    comma = "," if len(rule.memory) == 1 else ""
    return "\n".join(
        [
            "def empty_memory(params: Params) -> Memory:",
            f'{INDENT}"""What the optimizer keeps of every weight: {" and ".join(rule.memory)}."""',
            f"{INDENT}return {{name: ({made}{comma}) for name, weight in params.items()}}",
        ]
    )


def call_text(settings: TrainingSettings, rate: str) -> str:
    """What ``update`` is called with, after the weights and the gradient."""
    return ", ".join([*_arguments(rule_of(settings)), rate])


def clip_text(settings: TrainingSettings, language: Language) -> str | None:
    """``clipped``: the gradient, no longer than the settings let it be; None where they do not clip."""
    if settings.gradient_clip is None:
        return None
    most = literal(settings.gradient_clip)
    share = {
        "numpy": f"min(1.0, {most} / (norm + 1e-6))",
        "torch": f"torch.clamp({most} / (norm + 1e-6), max=1.0)",
        "tf": f"tf.minimum(1.0, {most} / (norm + 1e-6))",
    }
    norm = {
        "numpy": "sum(float((slope**2).sum()) for slope in slopes.values()) ** 0.5",
        "torch": "torch.stack([(slope**2).sum() for slope in slopes.values()]).sum().sqrt()",
        "tf": "tf.sqrt(sum(tf.reduce_sum(slope**2) for slope in slopes.values()))",
    }
    return "\n".join(
        [
            "def clipped(slopes: Params) -> Params:",
            f'{INDENT}"""The gradient, shortened where its norm is above {most}."""',
            f"{INDENT}norm = {norm[language]}",
            f"{INDENT}share = {share[language]}",
            f"{INDENT}return {{name: share * slope for name, slope in slopes.items()}}",
        ]
    )


def _arguments(rule: Rule) -> dict[str, str]:
    return {**({"memory": "Memory"} if rule.memory else {}), **({"step": "int"} if rule.counts else {})}


def _changed(target: str, value: str, language: Language) -> str:
    """A change in place."""
    own, _, rest = value.partition(" ")
    if own == target and rest[:2] in ("+ ", "- "):
        sign, amount = rest[0], rest[2:]
        if language == "tf":
            change = {"+": "assign_add", "-": "assign_sub"}[sign]
            return f"{target}.{change}({amount})"
        return f"{target} {sign}= {amount}"
    return f"{target}.assign({value})" if language == "tf" else f"{target}[...] = {value}"
