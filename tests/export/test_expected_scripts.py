"""Four samples are exported as it is written in ``expected``, which ruff, as it comes, finds nothing wrong with."""

from __future__ import annotations

import importlib.util
import sys

import pytest
import torch

from netbuilder.backends.torch.build import build
from netbuilder.files.read import read
from netbuilder.shapes.check import check
from tests.export.expected_scripts import CHOSEN, EXPECTED, SAMPLES, expected, scripts
from tests.programs import finished


def test_every_script_is_as_it_is_expected() -> None:
    wanted = dict(scripts())
    assert set(EXPECTED.rglob("*.py")) == set(wanted)
    differing = [path.relative_to(EXPECTED) for path, text in wanted.items() if path.read_text("utf-8") != text]
    assert differing == [], "python -m tests.export.expected_scripts writes them anew: read what has changed"


def test_ruff_as_it_comes_has_nothing_to_say() -> None:
    for command in (["check"], ["format", "--check"]):
        done = finished([sys.executable, "-m", "ruff", *command, "--isolated", str(EXPECTED)])
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("sample", CHOSEN)
def test_it_can_be_imported_and_has_the_network_of_the_sample(sample: str) -> None:
    spec = importlib.util.spec_from_file_location("expected_script", expected(sample, "pytorch"))
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    project = read(SAMPLES / f"{sample}.netb")
    torch.manual_seed(3)
    own = build(check(project.graph, project.data.dataset.signature())).state_dict()
    torch.manual_seed(3)
    other = script.Network().state_dict()
    assert list(own) == list(other)
    assert all(torch.equal(own[name], other[name]) for name in own)
