"""Which modules are written down as one operation, and what is written down of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

CONTAINERS = frozenset(
    [
        "Module",
        "Sequential",
        "ModuleList",
        "ModuleDict",
        "ParameterList",
        "ParameterDict",
        "Transformer",
        "TransformerEncoder",
        "TransformerDecoder",
        "TransformerDecoderLayer",
    ]
)
CALLING = frozenset(["ChannelShuffle", "LocalResponseNorm"])
"""Classes of torch.nn that only call a function, which is traced in their place."""
ENCODER_LAYER = "TransformerEncoderLayer"
EPSILON = 1e-5
PARAMETRIZED = "parametrizations."
OLD_WEIGHT_NORM = ("_g", "_v", "_orig", "_u")


def leaf_kind(module: torch.nn.Module, keywords: Mapping[str, Any], positional: int) -> str | None:
    """The class in torch.nn whose forward a module runs; None where it is a container or the user's own.

    ``keywords``, ``positional``: what it is called with, and how many arguments without a name.
    """
    if "forward" in vars(module):
        return None
    for cls in type(module).__mro__:
        if cls.__module__.startswith("torch.nn.modules.") and type(module).forward is getattr(cls, "forward", None):
            name = cls.__name__
            if name in CONTAINERS | CALLING or (
                name == ENCODER_LAYER and not _plain_encoder(module, keywords, positional)
            ):
                return None
            return name
    return None


def _plain_encoder(module: Any, keywords: Mapping[str, Any], positional: int) -> bool:
    """Whether an encoder layer has the usual epsilon, biases and activation, and is called without a mask."""
    usual = module.norm1.eps == module.norm2.eps == EPSILON and module.activation_relu_or_gelu in (1, 2)
    masks = positional > 1 or any(keywords.get(name) is not None for name in ("src_mask", "src_key_padding_mask"))
    return usual and module.linear1.bias is not None and not masks and not keywords.get("is_causal")


def settings(module: torch.nn.Module) -> dict[str, Any]:
    """The plain attributes of a module and of those inside it, by name; whether it trains only where it does."""
    found: dict[str, Any] = {"training": True} if module.training else {}
    for path, part in module.named_modules():
        for name, value in vars(part).items():
            if not name.startswith("_") and name != "training" and _is_plain(value):
                found[f"{path}.{name}" if path else name] = list(value) if isinstance(value, tuple) else value
    return found


def tensors(module: torch.nn.Module) -> tuple[dict[str, torch.Tensor], bool]:
    """The tensors of a module by name, those that are computed from others as they are; and whether there are any."""
    import torch

    own = dict(module.state_dict(keep_vars=True))
    computed = list(getattr(module, "parametrizations", ()))
    computed += [
        name for name in ("weight",) if name not in own and isinstance(getattr(module, name, None), torch.Tensor)
    ]
    for name in computed:
        own = {key: value for key, value in own.items() if not _source_of(key, name)}
        own[name] = getattr(module, name)
    return own, bool(computed)


def _source_of(key: str, name: str) -> bool:
    return key.startswith(f"{PARAMETRIZED}{name}.") or key in [name + suffix for suffix in OLD_WEIGHT_NORM]


def _is_plain(value: Any) -> bool:
    if isinstance(value, tuple | list):
        return all(_is_plain(part) for part in value)
    return value is None or isinstance(value, bool | int | float | str)
