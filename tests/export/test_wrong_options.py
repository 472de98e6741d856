"""What a script says of a wrong option, of weights of another network and of data that have moved: one line, exit code
2, before anything is trained or written."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from subprocess import Popen
from typing import Any

import numpy
import pytest
from safetensors.numpy import save_file

from netbuilder.export import EXPORTERS, export
from netbuilder.export.formats import Request, notebook_of
from netbuilder.export.formats.notebook import as_text
from netbuilder.project.project import Project
from tests.drawing import drawn
from tests.export.format_parts import QUIET
from tests.forking.forked import Forked, ForkedTensorFlow
from tests.programs import finished
from tests.scripts import printed, run_as_program

RUN = """
import contextlib, io, json, runpy, sys
for script, *options in json.loads(sys.argv[1]):
    sys.argv, code = [script, *options], 0
    told, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(errors):
        try:
            runpy.run_path(script, run_name="__main__")
        except SystemExit as end:
            code = end.code
    print("ended", json.dumps([code, told.getvalue(), errors.getvalue()]))
"""
OPTIONS = {
    ("--epochs", "-1"): "--epochs must be 0 or more, not -1",
    ("--epochs", "1e3"): "argument --epochs: invalid int value: '1e3'",
    ("--seed", "-1"): "--seed must be from 0 to 4294967295, not -1",
    ("--seed", "4294967296"): "--seed must be from 0 to 4294967295, not 4294967296",
    ("--seed", ""): "argument --seed: invalid int value: ''",
    ("--device", "abacus"): "argument --device: invalid choice: 'abacus'",
    ("--history", "."): "argument --history: no file can be written at '.'",
    ("--history", ""): "argument --history: no file can be written at ''",
    ("--history", "nowhere/a.csv"): "argument --history: no file can be written at 'nowhere/a.csv'",
    ("--plot", "nowhere/a.png"): "argument --plot: no file can be written at 'nowhere/a.png'",
    ("--plot", "losses.abacus"): "--plot: matplotlib draws no .abacus file; name one such as losses.png",
    ("--weights", "none.safetensors"): "argument --weights: there is no file 'none.safetensors'",
    ("--weights", "."): "argument --weights: there is no file '.'",
    ("--weights", "text.safetensors"): "error: text.safetensors is not a safetensors file that can be read",
    ("--weights", "other.safetensors"): "in it, but (2, 2) in this network",
    ("--weights", "more.safetensors"): "another.weight is (3,) in it, but missing in this network",
}
WITHOUT_GPU = {
    "pytorch": ("cuda", "--device cuda is not here: torch finds none; choose auto or cpu"),
    "pytorch-tensors": ("mps", "--device mps is not here: torch finds none; choose auto or cpu"),
    "lightning": ("gpu", "--device gpu: torch finds none here; choose auto or cpu"),
    "keras": ("cuda", "argument --device: invalid choice: 'cuda'"),
    "tensorflow": ("cuda", "argument --device: invalid choice: 'cuda'"),
    "tensorflow-tensors": ("cuda", "argument --device: invalid choice: 'cuda'"),
    "numpy": ("cuda", "argument --device: invalid choice: 'cuda'"),
}
OF_LIGHTNING = (
    ("--devices", "abacus"),
    ("--devices", "0"),
    ("--num-nodes", "0"),
    ("--strategy", "abacus"),
)
NO_EPOCH = ("--epochs", "0", "--weights", "own.safetensors")
"""Trains nothing, and says how good the weights are."""
OF_KERAS = {"keras", "tensorflow"}
Ended = list[Any]


def project() -> Project:
    return drawn(("dense", {"units": 2}), rows=40, epochs=1)


def weights(of_keras: bool, units: int) -> dict[str, Any]:
    """The weights of a dense layer that takes two numbers, by the names of Keras or by those of PyTorch."""
    names = ("dense_1/kernel", "dense_1/bias") if of_keras else ("dense_1.weight", "dense_1.bias")
    shape = (2, units) if of_keras else (units, 2)
    return {names[0]: numpy.ones(shape, "float32"), names[1]: numpy.ones(units, "float32")}


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], Ended]:
    """How each script ends with each option: exit code, what it printed, and its errors."""
    found: dict[tuple[str, ...], Ended] = {}
    of_tensorflow = {target for target, exporter in EXPORTERS.items() if "tensorflow" in exporter.needs}
    for by, targets in ((ForkedTensorFlow, of_tensorflow), (Forked, EXPORTERS.keys() - of_tensorflow)):
        for of_keras in (True, False):
            some = sorted(target for target in targets if (target in OF_KERAS) == of_keras)
            found |= _ended(by, some, of_keras, tmp_path_factory.mktemp("options"))
    return found


def _ended(by: type[Popen[Any]], targets: list[str], of_keras: bool, folder: Path) -> dict[tuple[str, ...], Ended]:
    calls = [
        (target, *option)
        for target in targets
        for option in (*OPTIONS, ("--device", WITHOUT_GPU[target][0]), ("--weights", "own.safetensors"), NO_EPOCH)
        + (OF_LIGHTNING if target == "lightning" else ())
    ]
    for target in targets:
        (folder / f"in_{target}.py").write_text(export(project(), target).text, encoding="utf-8")
    (folder / "text.safetensors").write_text("no weights", encoding="utf-8")
    save_file(weights(of_keras, 2), folder / "own.safetensors")
    save_file(weights(of_keras, 3), folder / "other.safetensors")
    save_file(weights(of_keras, 2) | {"another.weight": numpy.ones(3)}, folder / "more.safetensors")
    before = sorted(folder.iterdir())
    jobs = json.dumps([(f"in_{target}.py", *option) for target, *option in calls])
    done = finished([sys.executable, "-c", RUN, jobs], by=by, cwd=folder, env={**os.environ, **QUIET})
    assert done.returncode == 0, done.stderr[-2000:]
    assert sorted(folder.iterdir()) == before
    answers = [json.loads(line.removeprefix("ended ")) for line in done.stdout.splitlines() if line.startswith("ended")]
    return dict(zip(calls, answers, strict=True))


@pytest.mark.parametrize("target", EXPORTERS)
def test_a_wrong_option_ends_a_script_with_one_line_before_it_trains(
    target: str, ended: dict[tuple[str, ...], Ended]
) -> None:
    device, refused = WITHOUT_GPU[target]
    for option, sentence in {**OPTIONS, ("--device", device): refused}.items():
        code, told, errors = ended[target, *option]
        assert (code, told) == (2, ""), (option, errors)
        assert sentence in errors.splitlines()[-1], option
    for option in (("--weights", "own.safetensors"), NO_EPOCH):
        code, told, errors = ended[target, *option]
        assert (code, "error: " in errors) == (0, False), errors
        assert ("best: " in told) == (option is not NO_EPOCH), "no epoch is the best of none"
        assert "validation: loss " in told


def test_what_lightning_refuses_ends_its_script_with_one_line_too(ended: dict[tuple[str, ...], Ended]) -> None:
    for option in OF_LIGHTNING:
        code, told, errors = ended["lightning", *option]
        assert (code, told) == (2, ""), (option, errors)
        assert errors.splitlines()[-1].startswith("error: Lightning cannot train on these devices: "), option


def test_weights_of_batch_norm_fit_where_it_is_written_in_tensors(tmp_path: Path) -> None:
    import torch

    script = tmp_path / "script.py"
    with_norm = drawn(("dense", {"units": 2}), ("batch_norm", {}), ("dense", {"units": 2}), rows=40, epochs=1)
    script.write_text(export(with_norm, "pytorch-tensors").text, encoding="utf-8")
    layers = torch.nn.ModuleDict(
        {"dense_1": torch.nn.Linear(2, 2), "batch_norm_1": torch.nn.BatchNorm1d(2), "dense_2": torch.nn.Linear(2, 2)}
    )
    held = {name: value.numpy() for name, value in layers.state_dict().items()}
    assert "batch_norm_1.num_batches_tracked" in held
    save_file(held, tmp_path / "own.safetensors")
    assert "best: " in printed(script, "--weights", str(tmp_path / "own.safetensors"))


@pytest.mark.parametrize("target", EXPORTERS)
def test_a_script_and_a_notebook_look_for_their_data_first(target: str, tmp_path: Path) -> None:
    table = tmp_path / "moved away.csv"
    table.write_text("x,kind\n" + "".join(f"{n},{n % 2}\n" for n in range(20)), encoding="utf-8")
    of_table = drawn(("dense", {"units": 2}), data="csv", path=str(table), epochs=1)
    text = export(of_table, target, data_base=tmp_path).text
    book = as_text(notebook_of(target).make(Request(of_table, tmp_path, "book")).content)
    for whole in (text, book):
        loading = whole[whole.index("def load_data(") :]
        assert "path=path" in loading
        assert loading.index("if not path.is_file():\n        stop(") < loading.index("csv_rows(")
        assert whole.count("def stop(") == 1


def test_a_data_file_that_has_moved_is_named_with_the_line_to_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table, script = tmp_path / "täble of mine.csv", tmp_path / "script.py"
    table.write_text("x,kind\n" + "".join(f"{n},{n % 2}\n" for n in range(20)), encoding="utf-8")
    of_table = drawn(("dense", {"units": 2}), data="csv", path=str(table), epochs=1)
    monkeypatch.chdir(tmp_path)
    for text in (
        export(of_table, "pytorch", data_base=tmp_path).text,
        as_text(notebook_of("pytorch").make(Request(of_table, tmp_path, "book")).content),
    ):
        script.write_text(text, encoding="utf-8")
        assert "best: " in printed(script)
        table.rename(tmp_path / "moved.csv")
        capsys.readouterr()
        with pytest.raises(SystemExit) as refusal:
            run_as_program(script)
        assert refusal.value.code == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("error: there is no data file ")
        assert line.endswith("täble of mine.csv: put it back, or name another in load_data")
        (tmp_path / "moved.csv").rename(table)
