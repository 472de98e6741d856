"""Python names for nodes: safe whatever a user typed, readable where it can be, and each given once."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from netbuilder.graph.graph import Graph, Node, NodeId

_WORDS = """
add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval extra_repr
float forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules mtia
named_buffers named_children named_modules named_parameters parameters register_backward_hook register_buffer
register_forward_hook register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook
register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module register_parameter
register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ set_extra_state set_submodule
share_memory state_dict t_destination to to_empty train training type xpu zero_grad
"""
OF_MODULES = frozenset(_WORDS.split())
"""What ``torch.nn.Module`` calls its own, in lower case: a layer of such a name would break the module. Written down,
because asking torch means importing it; a test compares."""

RESERVED = OF_MODULES | {"self", "torch", "x"}


def identifiers(graph: Graph) -> Mapping[NodeId, str]:
    """A name for every node: from what the user calls it, or else from its id."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}  # of each stem the first number that may be free: those before it are taken for good
    found: dict[NodeId, str] = {}
    for node in graph.nodes.values():
        stem = _stem(node)
        name, number = stem, numbers.get(stem, 2)
        while name in taken:
            name, number = f"{stem}_{number}", number + 1
        numbers[stem] = number
        taken.add(name)
        found[node.id] = name
    return found


def _stem(node: Node) -> str:
    for text in (node.name, node.id):
        name = latin(text)
        if any(letter.isalpha() for letter in name):
            safe = name[0].isalpha() and not keyword.iskeyword(name) and name not in RESERVED
            return name if safe else f"layer_{name}"
    return "layer"


def free_name(stem: str, taken: set[str]) -> str:
    """A name that is not taken, and now is: the stem itself, or with a number."""
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}_{number}", number + 1
    taken.add(name)
    return name


@lru_cache(maxsize=2**14)  # after each edit, all names but one are those of before
def latin(text: str) -> str:
    """The Latin letters and digits of a text, without their accents, joined by underscores."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")
