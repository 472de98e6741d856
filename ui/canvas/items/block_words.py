"""What is said of a block on its card and beside the mouse."""

from __future__ import annotations

from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Node
from netbuilder.messages import Message, say
from ui.language.text import shown


def summary(node: Node, use: BlockUse, uses: int) -> str:
    """One line: the block's name where the card has another, how often it comes, and how often it is used."""
    parts = [use.definition.name] if node.title != use.definition.name else []
    if use.repeat > 1:
        parts.append(shown(repeated(use)))
    if use.overrides:
        parts.append(", ".join(f"{name} {value}" for name, value in use.overrides.items()))
    if uses > 1:
        words = say("{count} uses", count=uses) if parts else say("used {count} times", count=uses)
        parts.append(shown(words))  # the shorter ones where there is less room
    return " · ".join(parts) or use.definition.note.partition("\n")[0] or shown(_layers(use))


def tip(node: Node, use: BlockUse, uses: int) -> list[str]:
    """Lines: what the block is called, what is said of it, what it holds, and how often it is used."""
    name, note = use.definition.name, use.definition.note
    lines = [name if node.title == name else f"{node.title} ({name})", *([note] if note else []), shown(_layers(use))]
    if use.repeat > 1:
        lines.append(shown(repeated(use)))
    if uses > 1:
        lines.append(shown(say("used {count} times", count=uses)))
    return [*lines, shown(say("Double-click to open it."))]


def repeated(use: BlockUse) -> Message:
    """How often a block comes in a row."""
    if use.shared:
        return say("× {times}, shared weights", times=use.repeat)
    return say("× {times}", times=use.repeat)


def _layers(use: BlockUse) -> Message:
    count = sum(node.layer.role == "hidden" for node in use.definition.graph.nodes.values())
    return say("1 layer") if count == 1 else say("{count} layers", count=count)
