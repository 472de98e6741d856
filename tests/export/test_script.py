"""The exported script reaches the program's losses bit for bit (images: to 1e-6), and reads as if written by hand."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import samples
from netbuilder.data.base import DataCategory
from netbuilder.data.catalogue import dataset_types
from netbuilder.errors import DataError, ProjectError, TrainingError
from netbuilder.export import EXPORTERS, export
from netbuilder.files.read import read
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.blocks import nested, shared_weights, uses_that_differ
from tests.programs import finished
from tests.scripts import printed

Losses = list[tuple[int, float, float]]
Values = dict[str, Any]
DROPOUT, BATCH_NORM = ("dropout", {"rate": 0.3}), ("batch_norm", {})
RUFF = [sys.executable, "-m", "ruff"]


def chain(*layers: tuple[str, Values], data: Values | None = None, **training: Any) -> Project:
    """A network in one row: an input, the layers and an output. ``data``: settings other than the usual."""
    project, before = Project(), ""
    for number, (type_, values) in enumerate([("input", {}), *layers, ("output", {})]):
        project, node = edits.add_node(project, layer_types()[type_](**values), (240.0 * number, 0.0))
        project = edits.connect(project, before, node) if before else project
        before = node
    usual = {"dataset": dataset_types()["moons"](rows=48, noise=0.3)}
    project = edits.set_data(project, **{**usual, **(data or {})})
    return edits.set_training(project, **{"epochs": 3, "batch_size": 8, "device": "cpu", "seed": 5, **training})


def network(*between: tuple[str, Values], outputs: int = 2, data: Values | None = None, **training: Any) -> Project:
    """Two dense layers with others between them."""
    return chain(("dense", {"units": 8}), ("relu", {}), *between, ("dense", {"units": outputs}), data=data, **training)


def on(type_: str, /, **values: Any) -> Values:
    return {"dataset": dataset_types()[type_](**values)}


def for_data(type_: str) -> Project:
    """A network that fits a data set as it stands in the catalogue."""
    dataset = dataset_types()[type_]()
    signature = dataset.signature()
    flat = [("flatten", {})] if len(signature.features) > 1 else []
    last = ("dense", {"units": len(signature.classes) or signature.targets})
    data = {"dataset": dataset, **({"validation": 0.0} if signature.rows == 1 else {})}
    return chain(*flat, ("dense", {"units": 4}), ("tanh", {}), last, data=data, epochs=1)


def two_ways(first: str, second: str, outputs: int, data: Values) -> Project:
    """Two inputs joined, and two outputs from there, the second of which counts half."""
    project, layers = Project(), layer_types()
    project, left = edits.add_node(project, layers["input"](columns=first), (0, 0))
    project, right = edits.add_node(project, layers["input"](columns=second), (0, 120))
    project, joined = edits.add_node(project, layers["concatenate"](), (240, 0))
    project = edits.connect(edits.connect(project, left, joined, "input_1"), right, joined, "input_2")
    for units, weight in ((outputs, 1.0), (outputs, 0.5)):
        project, dense = edits.add_node(project, layers["dense"](units=units), (480, 0))
        project, output = edits.add_node(project, layers["output"](weight=weight), (720, 0))
        project = edits.connect(edits.connect(project, joined, dense), dense, output)
    return edits.set_training(edits.set_data(project, **data), epochs=3, batch_size=8, device="cpu")


def of_samples() -> dict[str, Project]:
    opened = {name: read(samples.path(name)) for name in samples.names()}
    return {name: edits.set_training(project, epochs=2, device="cpu") for name, project in opened.items()}


LINE = on("line", rows=48)
SEVENTEEN = on("moons", rows=18, noise=0.3) | {"validation": 0.05}
UNEVEN = on("iris") | {"split": "ordered", "training_rows": 90}
CASES: dict[str, Project] = {
    "plain": network(),
    **{f"optimizer {name}": network(optimizer=name) for name in ("sgd", "adagrad", "rmsprop", "adam", "adamw")},
    "momentum and weight decay": network(optimizer="sgd", momentum=0.9, weight_decay=0.01),
    "rmsprop with momentum": network(optimizer="rmsprop", momentum=0.5, weight_decay=0.1),
    "adamw with weight decay": network(optimizer="adamw", weight_decay=0.1),
    "decay in steps": network(decay="step", decay_every=2, decay_factor=0.3, epochs=5),
    "exponential decay": network(decay="exponential", decay_factor=0.9),
    "cosine decay": network(decay="cosine", epochs=5),
    "clipped": network(gradient_clip=0.05),
    "dropout": network(DROPOUT),
    "batch norm": network(BATCH_NORM),
    "last batch of one row left out": network(BATCH_NORM, DROPOUT, data=SEVENTEEN),
    "last batch of one row learned from": network(data=SEVENTEEN),
    "last batch of one row, stratified": network(
        BATCH_NORM, outputs=3, data=on("iris") | {"split": "stratified", "training_rows": 25}
    ),
    "one row alone": network(DROPOUT, data={"training_rows": 1}),
    "batches of one row": network(DROPOUT, batch_size=1),
    "ordered split": network(outputs=1, data=LINE | {"split": "ordered"}),
    "stratified split with a test part": network(data={"split": "stratified", "test": 0.2}),
    "few training rows": network(data={"training_rows": 9, "split_seed": 4}),
    "noisy inputs": network(data={"input_noise": 0.3}),
    "noisy classes": network(outputs=3, data=on("iris") | {"label_noise": 0.2, "training_rows": 30, "noise_seed": 4}),
    "noisy inputs and numbers": network(outputs=1, data=LINE | {"input_noise": 0.2, "label_noise": 0.5}),
    "noise without normalisation": network(
        data={"normalisation": "none", "input_noise": 0.3, "label_noise": 0.1, "training_rows": 9}
    ),
    "no normalisation": network(data={"normalisation": "none"}),
    "min-max": network(data={"normalisation": "min-max"}),
    "global min-max": network(data={"normalisation": "global min-max"}),
    "binary cross-entropy": network(outputs=1),
    "negative log-likelihood": network(loss="nll"),
    "class weights": network(outputs=3, data=UNEVEN | {"label_noise": 0.2, "test": 0.2}, class_weights="balanced"),
    "class weights of one output": network(outputs=1, class_weights="balanced", data={"split": "ordered"}),
    "class weights with negative log-likelihood": network(
        ("dense", {"units": 3}), ("log_softmax", {}), outputs=3, data=UNEVEN, loss="nll", class_weights="balanced"
    ),
    "class weights of two outputs": edits.set_training(
        two_ways("0:2", "2, 0", 3, UNEVEN), class_weights="balanced", loss="cross-entropy"
    ),
    "class weights of a sample of the rows": network(
        data=on("moons", rows=14_000) | {"split": "ordered", "training_rows": 10_200},
        batch_size=1000,
        epochs=2,
        class_weights="balanced",
    ),
    **{f"loss {name}": network(outputs=1, data=LINE, loss=name) for name in ("mse", "mae", "huber")},
    "targets as they are": network(outputs=1, data=LINE | {"target_normalisation": "none", "test": 0.2}),
    "scaled noisy targets, tested": network(outputs=1, data=LINE | {"label_noise": 0.5, "test": 0.2}),
    "in order, from epoch 0": network(BATCH_NORM, shuffle=False, measure_start=True),
    "without validation rows": network(outputs=1, data=LINE | {"validation": 0.0}, measure_start=True),
    "without validation rows, unscaled": network(
        outputs=1, data=LINE | {"validation": 0.0, "normalisation": "none", "target_normalisation": "none"}
    ),
    "without validation rows, tested": network(
        outputs=3, data=on("iris") | {"validation": 0.0, "test": 0.2, "split": "stratified"}, shuffle=False
    ),
    "without validation rows, of which a sample is judged": network(
        data=on("moons", rows=11_000) | {"validation": 0.0}, batch_size=1000, epochs=2
    ),
    "chosen starting values": chain(
        ("dense", {"units": 3, "start": "he normal", "bias_start": "typed in", "bias_typed": "1 2 -3"}),
        ("relu", {}),
        ("dense", {"units": 2, "start": "typed in", "start_typed": "1 -1 2; 0.5 2 1.25", "bias_start": "zeros"}),
    ),
    "early stopping": network(learning_rate=0.5, patience=2, epochs=40),
    "divergence": network(outputs=1, data=LINE, optimizer="sgd", learning_rate=1000.0, epochs=20),
    "two inputs and two outputs": two_ways("0:2", "2, 0", 3, on("iris")),
    "both inputs take all": two_ways("", "1:", 1, on("diabetes")),
    "outputs of two forms": two_ways("0:1", "1", 1, on("moons", rows=40)),
    "more rows than are judged": network(data=on("moons", rows=14_000), batch_size=1000, epochs=2),
    "rows judged in pieces": chain(
        ("dense", {"units": 60_000}), ("dense", {"units": 2}), data=on("moons", rows=800), batch_size=600, epochs=1
    ),
    **{
        f"data {name}": for_data(name)
        for name, found in dataset_types().items()
        if found.category is not DataCategory.OWN
    },
    "blocks three deep, repeated": edits.set_training(nested(), epochs=3),
    "a block with shared weights": shared_weights(),
    "uses of a block that differ": uses_that_differ(),
    **{f"sample {name}": project for name, project in of_samples().items()},
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A CSV file with numbers, a category and two classes."""
    rows = [f"{number / 7},{'red' if number % 3 else 'blue'},{'no' if number % 2 else 'yes'}" for number in range(30)]
    file = tmp_path / "data" / "points.csv"
    file.parent.mkdir()
    file.write_text("\n".join(["length,colour,ripe", *rows]) + "\n")
    return file


@pytest.mark.parametrize("name", [name for name in CASES if name != "sample digits_cnn"])
def test_the_script_reaches_the_losses_of_the_program(
    name: str, losses_of_program: Callable[..., Losses], losses_of_script: Callable[..., Losses]
) -> None:
    assert losses_of_script(CASES[name]) == losses_of_program(CASES[name])


def test_early_stopping_and_divergence_really_cut_the_training_short(losses_of_script: Callable[..., Losses]) -> None:
    for name in ("early stopping", "divergence"):
        assert len(losses_of_script(CASES[name])) < CASES[name].training.epochs


def test_a_formatter_and_a_linter_leave_every_script_as_it_is(tmp_path: Path, table: Path) -> None:
    projects = {**CASES, "csv": network(data=on("csv", path=str(table)))}
    for number, project in enumerate(projects.values()):
        text = export(project, "pytorch", data_base=tmp_path).text
        (tmp_path / f"script_{number}.py").write_text(text, encoding="utf-8")
    for arguments in (["format", "--diff"], ["check"], ["check", "--select", "I,B,UP,RET,SIM,C4,PIE"]):
        done = finished([*RUFF, *arguments, "--isolated", str(tmp_path)])
        assert done.returncode == 0, done.stdout


def test_a_script_imports_torch_the_source_of_its_data_and_what_python_brings(tmp_path: Path, table: Path) -> None:
    sources = {"line": "numpy", "moons": "sklearn", "digits": "sklearn", "csv": "polars"}
    for type_, source in sources.items():
        values = {"path": str(table)} if type_ == "csv" else {}
        project = network(outputs=2, data=on(type_, **values))
        project = project if type_ == "csv" else for_data(type_)
        tree = _without_picture(ast.parse(export(project, "pytorch").text))
        modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        modules |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        others = {module.partition(".")[0] for module in modules} - sys.stdlib_module_names
        assert others == {"torch", "safetensors", source}
        inside = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        assert len(inside) == sum(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(tree))


def _without_picture(tree: ast.Module) -> ast.Module:
    """The script without the functions that import matplotlib when a picture of the losses is asked for."""
    of_picture = ("picture_suffixes", "plot_losses")
    kept = [node for node in tree.body if not (isinstance(node, ast.FunctionDef) and node.name in of_picture)]
    assert len(kept) == len(tree.body) - len(of_picture)
    return ast.Module(kept, [])


def test_writing_a_script_imports_neither_torch_nor_the_libraries_of_the_data() -> None:
    heavy = ("torch", "sklearn", "polars", "scipy", "numpy")
    code = f"""
import sys, samples
from netbuilder.export import export
from netbuilder.files.read import read
for name in samples.names():
    export(read(samples.path(name)), "pytorch")
print([module for module in {heavy!r} if module in sys.modules])
"""
    done = finished([sys.executable, "-c", code], cwd=samples.path("line").parents[1])
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_a_script_holds_nothing_that_its_project_does_not_use() -> None:
    text = export(CASES["plain"], "pytorch").text
    for absent in ("PATIENCE", "schedule", "clip_grad", "min_max", "stratified", "judged", "split(2", "continue"):
        assert absent not in text
    assert "seed + 1" not in text
    assert "seed + 1" in export(CASES["dropout"], "pytorch").text


def test_every_line_of_the_network_knows_its_node() -> None:
    script = export(CASES["plain"], "pytorch")
    of_dense = [line.text.strip() for line in script.lines if line.node == "dense_1"]
    assert of_dense == ["self.dense_1 = torch.nn.Linear(2, 8)", "x = self.dense_1(x)"]


@pytest.mark.parametrize("options", [{"epochs": 2}, {"seed": 11}, {"epochs": 4, "seed": 2**31 - 1}])
def test_epochs_and_seed_on_the_command_line_are_those_of_the_program(
    options: Values, losses_of_program: Callable[..., Losses], losses_of_script: Callable[..., Losses]
) -> None:
    project = network(DROPOUT, decay="cosine")
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    found = losses_of_script(project, *words)
    assert found == losses_of_program(edits.set_training(project, **options))
    assert found != losses_of_program(project)


@pytest.mark.parametrize("base", ["beside", None])
def test_a_csv_file_is_found_from_anywhere(
    base: str | None,
    table: Path,
    tmp_path: Path,
    losses_of_program: Callable[..., Losses],
    losses_in: Callable[[Path], Losses],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = network(DROPOUT, data=on("csv", path=str(table), columns=({"name": "length", "role": "left out"},)))
    folder = tmp_path if base else tmp_path / "other"
    folder.mkdir(exist_ok=True)
    text = export(project, "pytorch", data_base=folder if base else None).text
    expected = 'path = Path(__file__).parent / "data/points.csv"' if base else f'path = Path("{table}")'
    assert expected in " ".join(text.split()).replace("Path( ", "Path(").replace(", )", ")")
    assert text.startswith('"""Train a neural network on the table in “points.csv”.\n')
    script, history = folder / "script.py", tmp_path / "history.csv"
    script.write_text(text, encoding="utf-8")
    away = tmp_path / "away"
    away.mkdir()
    monkeypatch.chdir(away)
    printed(script, "--history", str(history))
    assert losses_in(history) == losses_of_program(project)


def odd_lines() -> list[str]:
    """A table with units, decimal commas, dates, gaps, and words for yes and no."""
    lines = ["sep=;", "gewicht;wann;raucher;farbe;x"]
    for n in range(40):
        weight = "k.A." if n % 7 == 3 else f"{n * 1.25:.2f} kg".replace(".", ",")
        color = "" if n % 11 == 5 else ("rot", "blau", "grün")[n % 3]
        target = f"{n * 0.5:.1f}".replace(".", ",")
        lines.append(f"{weight};{1 + n % 28}.0{1 + n % 9}.2020;{'ja' if n % 3 else 'nein'};{color};{target}")
    return lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("missing", ["drop", "fill"])
def test_a_table_as_people_write_it_gives_the_same_losses(
    encoding: str,
    missing: str,
    tmp_path: Path,
    losses_of_program: Callable[..., Losses],
    losses_of_script: Callable[..., Losses],
) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes("\r".join(odd_lines()).encode(encoding))
    chosen = ({"name": "x", "role": "target"},)
    project = network(outputs=1, data=on("csv", path=str(path), columns=chosen, missing=missing))
    found = losses_of_program(project)
    assert losses_of_script(project) == found


def test_the_script_of_a_sample_runs_alone(
    tmp_path: Path, losses_of_program: Callable[..., Losses], losses_in: Callable[[Path], Losses]
) -> None:
    script, history = tmp_path / "digits.py", tmp_path / "history.csv"
    script.write_text(export(read(samples.path("digits_cnn")), "pytorch").text, encoding="utf-8")
    options = ["--epochs", "2", "--device", "cpu", "--history", str(history)]
    done = finished([sys.executable, "-W", "error", script, *options])
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1: loss ")
    # The program judges images with channels last, which is quicker and sums in another order.
    for found, expected in zip(losses_in(history), losses_of_program(CASES["sample digits_cnn"]), strict=True):
        assert found == pytest.approx(expected, rel=1e-6)


def test_a_project_with_a_problem_is_refused_with_its_sentence() -> None:
    with pytest.raises(ProjectError, match="network is empty"):
        export(Project(), "pytorch")
    cut = edits.remove(CASES["plain"], nodes=["relu_1"])
    with pytest.raises(ProjectError, match="Nothing is connected"):
        export(cut, "pytorch")
    with pytest.raises(TrainingError, match="one output for each"):
        export(network(outputs=3), "pytorch")
    with pytest.raises(DataError):
        export(network(data=on("csv", path="/nowhere/at all.csv")), "pytorch")


def test_an_unknown_format_is_refused_by_the_names_of_the_known() -> None:
    with pytest.raises(ProjectError, match="pytorch"):
        export(CASES["plain"], "fortran")
    assert EXPORTERS["pytorch"].suffix == ".py"
