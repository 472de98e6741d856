"""Drawings written as ONNX files by torch's exporters come back and compute what onnxruntime does."""

from __future__ import annotations

from pathlib import Path

import pytest

from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.interchange.imported import imported
from netbuilder.interchange.onnx.reader import read_onnx
from netbuilder.shapes.check import check
from tests.interchange.conftest import titles
from tests.interchange.onnx_networks import export, networks

NETWORKS = networks()


@pytest.mark.parametrize("newer", [True, False], ids=["newer", "older"])
@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_comes_back_from_an_onnx_file(tmp_path: Path, name: str, newer: bool) -> None:
    project = NETWORKS[name]
    export(project, tmp_path / "network.onnx", newer=newer)
    found = imported(read_onnx(tmp_path / "network.onnx"))
    assert found.missing == ()
    assert found.source.outputs  # onnxruntime has computed what is compared with
    assert found.difference <= 1e-5
    again = check(found.project.graph, None)
    assert again.problems == ()
    assert [again.shape(node.id) for node in again.graph.with_role("output")] == [
        check(project.graph, None).shape(node.id) for node in project.graph.with_role("output")
    ]
    write(tmp_path / "again.netb", found.project)
    assert read(tmp_path / "again.netb") == found.project


def test_there_are_more_than_twenty_of_them() -> None:
    assert len(NETWORKS) > 20


@pytest.mark.parametrize("newer", [True, False], ids=["newer", "older"])
def test_a_group_norm_that_an_exporter_has_taken_apart_is_one_layer(tmp_path: Path, newer: bool) -> None:
    export(NETWORKS["group norms"], tmp_path / "network.onnx", newer=newer)
    found = imported(read_onnx(tmp_path / "network.onnx"))
    assert titles(found) == ["Input", "Group norm", "ReLU", "Group norm", "Global average pooling", "Dense", "Output"]
    groups = [
        node.layer.values()["groups"] for node in found.project.graph.nodes.values() if "groups" in node.layer.values()
    ]
    assert groups == [2, 4]
