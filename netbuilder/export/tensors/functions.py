"""Functions of tensors in a script: the names that they may not have, and the parts that they call."""

from __future__ import annotations

import re
from collections.abc import Sequence

from netbuilder.backends.code.forward import Line
from netbuilder.backends.tensors.parts import MODULES
from netbuilder.export.parts import add_parts
from netbuilder.export.printed import Import
from netbuilder.export.script import Draft
from netbuilder.operations.tensor import Language

_LAST_NAME = re.compile(r"(?<![\w.\"'])[A-Za-z_]\w*$")
_OWN = """
argparse build_network clipped copied csv differentiable empty_memory erf evaluate fastest_device find_spec gradients
judged keras learn learning_rate lightning load_data load_file load_weights loss_of loss_of_backward main math measure
file_to_read file_to_write negative_log_likelihood numpy os parse_options picture_suffixes plot_losses predict
rank_zero_only read_weights report set_rate set_values squashed_binary_cross_entropy squashed_cross_entropy
standard_normal starting_values stop sys tf thread_count torch train two_bias_lstm two_bias_rnn uniform uniform_gru
update write_history
"""
"""What scripts call their own; a test compares."""


def names_taken(draft: Draft) -> set[str]:
    """The names that no function of tensors may have in this script."""
    imported = {one.known_as or one.name or one.module.partition(".")[0] for one in draft.imports}
    return {*_OWN.split(), *draft.names, *imported}


def add_functions(
    draft: Draft, sections: Sequence[Sequence[Line]], language: Language, callers: Sequence[Sequence[Line]] = ()
) -> None:
    """Add functions, and before them the parts that they or the ``callers`` call, which stand elsewhere."""
    texts = [line.text for section in (*sections, *callers) for line in section]
    called = _called("\n".join(texts))
    add_parts(draft, MODULES[language], called)
    if "erf" in called and language == "numpy":
        draft.imports.add(Import("scipy.special", "erf"))
    if any("Sequence[" in text for text in texts):
        draft.imports.add(Import("collections.abc", "Sequence"))
    for section in sections:
        draft.add(section)


def _called(text: str) -> set[str]:
    """The names that are called in a source text, methods left out, and "scan", which is handed on.

    What stands before each bracket is looked at: for a thousand layers, that takes a fifth of a search for all names.
    """
    found = {"scan"} if "scan" in text else set[str]()
    for before in text.split("("):
        last = before[before.rfind(" ") + 1 :]
        if last.isidentifier():
            found.add(last)
        elif name := _LAST_NAME.search(last):
            found.add(name.group())
    return found
