"""What is offered to be put into a drawing: the layers, in their groups, and the blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from netbuilder.graph.annotations import COLOURS
from netbuilder.layers import Category, Layer
from netbuilder.layers.catalogue import known_layer_types, layer_types
from ui.language.text import translated
from ui.palette.synonyms import ALSO_CALLED
from ui.project.block_library import ListedBlock
from ui.project.bridge import Bridge

translate = QCoreApplication.translate
PORTS = ("entry", "exit")
"""The roles of what is offered only inside blocks, where nothing enters or leaves the network."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a layer, or a block.

    ``kind``: what is carried when it is dragged; ``words``: what else it is found by; ``also``: what it is called
    elsewhere; ``tag``: where a block comes from.
    """

    kind: str
    title: str
    description: str
    group: str
    category: Category
    words: str = ""
    also: tuple[str, ...] = ()
    block: bool = False
    tag: str = ""


Entries = Callable[[], Sequence[Entry]]
"""What is offered now."""


def layers() -> tuple[Entry, ...]:
    """The layers that a network may have."""
    return tuple(_of_layer(kind, layer) for kind, layer in layer_types().items())


def layers_inside() -> tuple[Entry, ...]:
    """The layers that a block may have: its own ports instead of those of the network."""
    known = known_layer_types()
    ports = [(kind, layer) for kind, layer in known.items() if layer.role in PORTS]
    hidden = [(kind, layer) for kind, layer in layer_types().items() if layer.role == "hidden"]
    return tuple(_of_layer(kind, layer) for kind, layer in (*ports, *hidden))


def offered(bridge: Bridge) -> tuple[Entry, ...]:
    """What can be put into the drawing that is open."""
    level = bridge.level
    blocks = bridge.library.listed(bridge.project)
    around = {f"block/project/{block}" for block in level.blocks}
    shown = (_of_block(block) for block in blocks if block.kind not in around)
    return (*(layers_inside() if level.path else layers()), *shown)


def _of_layer(kind: str, layer: type[Layer]) -> Entry:
    words = " ".join([kind, layer.title, layer.category.value])
    group = translated(layer.category.value)
    also = ALSO_CALLED.get(layer.title, ())
    return Entry(kind, translated(layer.title), translated(layer.description()), group, layer.category, words, also)


def _of_block(block: ListedBlock) -> Entry:
    tags = {
        "project": translate("Palette", "in this project"),
        "own": translate("Palette", "your own"),
        "bundled": "",
    }
    ours = block.origin == "bundled"
    return Entry(
        block.kind,
        translated(block.title) if ours else block.title,
        block.fault or (translated(block.note) if ours else block.note),
        translate("Palette", "Blocks"),
        COLOURS.get(block.colour, Category.CORE),
        also=ALSO_CALLED.get(block.title, ()),
        block=True,
        tag=tags[block.origin],
    )


def grouped(entries: Sequence[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """The groups, in the order of their first entries."""
    for group in dict.fromkeys(entry.group for entry in entries):
        yield group, [entry for entry in entries if entry.group == group]
