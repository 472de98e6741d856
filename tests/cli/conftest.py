"""A small project in a file, a way to edit it by hand, and the command line run in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from netbuilder.cli import app
from netbuilder.data.catalogue import dataset_types
from netbuilder.data.settings import DataSettings
from netbuilder.files.write import write
from netbuilder.graph.graph import Graph, Node, Wire
from netbuilder.layers import layer_types
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings

Edit = Callable[[dict[str, Any]], object]
Run = Callable[..., Result]


@pytest.fixture
def moons(tmp_path: Path) -> Path:
    """2 → 8 → 2 on forty moons, four epochs, in a file."""
    layers = layer_types()
    chain = [
        Node("input_1", layers["input"]()),
        Node("dense_1", layers["dense"](units=8), "Hidden [bold]"),
        Node("relu_1", layers["relu"]()),
        Node("dense_2", layers["dense"](units=2)),
        Node("output_1", layers["output"]()),
    ]
    project = Project(
        graph=Graph(
            {node.id: node for node in chain},
            frozenset(Wire(one.id, other.id) for one, other in pairwise(chain)),
        ),
        layout={node.id: (0.0, 100.0 * number) for number, node in enumerate(chain)},
        data=DataSettings(dataset=dataset_types()["moons"].parse({"rows": 40})),
        training=TrainingSettings(epochs=4, learning_rate=0.01, device="cpu"),
    )
    write(tmp_path / "moons.netb", project)
    return tmp_path / "moons.netb"


@pytest.fixture
def edited(moons: Path) -> Callable[[Edit], Path]:
    """The project's file after a user has edited it by hand."""

    def edit(change: Edit) -> Path:
        document = json.loads(moons.read_text(encoding="utf-8"))
        change(document)
        moons.write_text(json.dumps(document), encoding="utf-8")
        return moons

    return edit


@pytest.fixture
def netbuilder() -> Run:
    """The command line in this process. Nothing but an exit may come out of it."""

    def run(*arguments: object) -> Result:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run
