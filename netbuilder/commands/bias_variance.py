"""``netbuilder bias-variance``: bias², variance and noise of the drawn network, measured on resampled training sets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netbuilder.commands.terminal.arguments import AsJson, Epochs, ProjectFile, with_training
from netbuilder.commands.terminal.output import complain, in_words, output, strict, table, tell, write_json, wrong_use
from netbuilder.commands.terminal.stop_signals import stopped_by_signals
from netbuilder.errors import DisplayError, EditError, FileError
from netbuilder.files.atomic import write_atomically
from netbuilder.files.folders import make_folder
from netbuilder.files.read import read
from netbuilder.messages import say
from netbuilder.project.project import Project

if TYPE_CHECKING:
    from netbuilder.experiments.decomposition import Terms
    from netbuilder.experiments.report import Report
    from netbuilder.experiments.sweep.sweep import Swept
    from netbuilder.experiments.sweep.sweep_point import SweepPoint

WHAT_VARIES = ("data", "weights", "both", "targets")
COLUMNS = (say("Bias²"), say("Variance"), say("Noise"), say("Total"), say("Test error"), say("Training"))
FIELDS = ("bias2", "variance", "noise", "total", "test_error", "training_error")


def bias_variance(
    file: ProjectFile,
    resamples: Annotated[int, typer.Option(help="Number of training sets drawn, one for each network.")] = 50,
    sweep: Annotated[
        str | None,
        typer.Option(
            metavar="NAME=4,8,16", help="Sweep NODE.PARAM, data.PARAM, training.PARAM, depth or FIRST..LAST.depth."
        ),
    ] = None,
    epochs: Epochs = None,
    seed: Annotated[int | None, typer.Option(help="Seed for all random draws, instead of the project's.")] = None,
    vary: Annotated[
        str,
        typer.Option(
            help="What varies between the networks: data, weights, both, or targets (both, with pinned inputs)."
        ),
    ] = "both",
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="tcp://HOST:PORT", help="Measure the values of a sweep on the workers of a Dask scheduler."
        ),
    ] = None,
    as_json: AsJson = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="A folder for the results, as CSV, JSON and a chart (SVG, PNG)."),
    ] = None,
) -> None:
    """Train the network on many resampled training sets, and measure its bias², variance and noise.

    The results are saved with the runs of the project. Ctrl+C stops at once and shows the results so far.
    Exit code 1 if nothing could be measured.
    """
    project = with_training(read(file), epochs=epochs, seed=seed)
    if vary not in WHAT_VARIES:
        known = ", ".join(WHAT_VARIES)
        raise wrong_use(say("“{vary}” is not one of: {known}.", vary=vary, known=known), "--vary")
    if scheduler is not None and sweep is None:
        raise wrong_use(say("Only a sweep can be distributed by a scheduler. Add --sweep."), "--scheduler")
    swept = _measured(project, resamples, vary) if sweep is None else _swept(project, resamples, sweep, vary, scheduler)
    report = _report(swept, resamples)
    if as_json:
        write_json(report.plain())
    else:
        _show(swept)
    if out is not None:
        _write(out, report, swept, file.stem)
    if all(point.terms is None for point in swept.points):
        raise typer.Exit(1)
    _keep(file, project, swept, resamples, vary)


def _measured(project: Project, resamples: int, vary: Any) -> Swept:
    """Measure the drawing as it stands, with progress on standard error; as if there were one value of a
    hyperparameter."""
    from netbuilder.commands.terminal.experiment_progress import ExperimentProgress
    from netbuilder.experiments.bias_variance import BiasVariance
    from netbuilder.experiments.fan import places_of
    from netbuilder.experiments.record import Result
    from netbuilder.experiments.sweep.sweep import single

    shown = places_of(project, resamples).shown
    experiment = BiasVariance(project, resamples=resamples, vary=vary, shown=shown)
    with ExperimentProgress() as display, stopped_by_signals(experiment):
        for told in experiment.run():
            display.show(told)
    if not isinstance(told, Result):
        raise TypeError("an experiment must end with its result")
    return single(told)


def _swept(project: Project, resamples: int, sweep: str, vary: Any, scheduler: str | None) -> Swept:
    """Measure at each value of a hyperparameter, with progress on standard error."""
    from netbuilder.commands.terminal.experiment_progress import ExperimentProgress
    from netbuilder.experiments.fan import places_of
    from netbuilder.experiments.sweep.parallel_sweep import ParallelSweep
    from netbuilder.experiments.sweep.sweep import SweepSpec, Swept

    name, values = _asked(sweep)
    shown = places_of(project, resamples).shown
    try:
        experiment = ParallelSweep(SweepSpec(project, name, resamples, vary, shown=shown), values, scheduler=scheduler)
    except EditError as error:
        raise wrong_use(error.message, "--sweep") from error
    with ExperimentProgress(name) as display, stopped_by_signals(experiment):
        for told in experiment.run():
            display.show(told)
    if not isinstance(told, Swept):
        raise TypeError("a sweep must end with its results")
    return told


def _asked(sweep: str) -> tuple[str, list[str]]:
    """The name of the hyperparameter and the values of ``NAME=4,8,16``."""
    name, sign, values = sweep.partition("=")
    found = [value for value in values.split(",") if value.strip()]
    if not sign or not found:
        raise wrong_use(say("Expected NAME=4,8,16, but got “{sweep}”.", sweep=sweep), "--sweep")
    return name.strip(), found


def _report(swept: Swept, resamples: int) -> Report:
    from netbuilder.experiments.report import Report

    return Report(swept.hyperparameter or None, swept.points, resamples, swept.seconds)


def _keep(file: Path, project: Project, swept: Swept, resamples: int, vary: Any) -> None:
    """Keep the experiment where the window finds it. Where that cannot be, the results are shown all the same."""
    from netbuilder.commands.runs import folder_of
    from netbuilder.experiments.saved.saved_experiments import save_experiment

    try:
        path = save_experiment(folder_of(file, None), project, swept, resamples=resamples, vary=vary)
    except FileError as error:
        complain(say("The experiment could not be saved: {reason}", reason=error.message))
    else:
        complain(say("Saved in {folder}.", folder=str(path)))


def _write(folder: Path, report: Report, swept: Swept, title: str) -> None:
    """Write the results into a folder. Raises FileError."""
    from netbuilder.commands.charts.experiment_chart import terms_picture
    from netbuilder.pictures.raster import png

    make_folder(folder)
    picture = terms_picture(swept, title)
    texts = {
        "bias_variance.csv": report.settings_csv(),
        "bias_variance_per_epoch.csv": report.per_epoch_csv(),
        "bias_variance.svg": picture,
        "bias_variance.json": json.dumps(strict(report.plain()), allow_nan=False, indent=2) + "\n",
    }
    for name, text in texts.items():
        write_atomically(folder / name, text.encode())
    try:
        write_atomically(folder / "bias_variance.png", png(picture))
    except DisplayError as error:
        complain(say("No PNG was written: {reason} The SVG was.", reason=error.message))
    complain(say("Saved in {folder}.", folder=str(folder)))


def _show(swept: Swept) -> None:
    from netbuilder.experiments.wording import remarks

    console = output()
    head = [say("Value")] if swept.hyperparameter else []
    if swept.hyperparameter:
        console.print(swept.hyperparameter)
    columns = (*head, *COLUMNS, say("Networks"))
    rows = table(*columns, numbers=columns)
    for point in swept.points:
        rows.add_row(*([_value(swept, point)] if head else []), *_cells(point.terms))
    console.print(rows)
    for line in remarks(swept.hyperparameter or None, swept.points, stopped=swept.stopped):
        tell(line)


def _value(swept: Swept, point: SweepPoint) -> str:
    drawn = point.value == swept.drawn
    return in_words(say("{value} (unchanged)", value=point.value)) if drawn else str(point.value)


def _cells(terms: Terms | None) -> list[str]:
    if terms is None:
        return ["–"] * (len(FIELDS) + 1)
    from netbuilder.experiments.wording import with_error

    numbers = [with_error(getattr(terms, name), terms.standard_errors.get(name)) for name in FIELDS]
    return [*numbers, f"{terms.members:,}"]
