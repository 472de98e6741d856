"""Every view of the program, as a scene: what is opened, done, and taken a picture of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from netbuilder.backends.code.stages import STAGES
from netbuilder.data import bundled
from netbuilder.data.tables.user_tables import CsvFile
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.stepping.moments import Phase
from ui.forms.column_table import ColumnTable
from ui.screenshots import canvas_shots, lab_shots
from ui.screenshots.studio import Studio

EPOCHS_SHOWN = 120
"""Of the training under way, when its picture is taken: the losses have parted by then."""
SHORT = partial(edits.set_training, epochs=200)
"""Enough to overfit."""
LOW = 120
"""Pixels of curves and predictions where they are not what is shown."""
TALL, WIDE = 400, 800
"""Pixels of curves and predictions where they are what is shown, and of a table with all its columns."""


def window(studio: Studio) -> None:
    """The whole window while a network overfits."""
    opened = studio.open("moons_overfit")
    opened.bridge.select(opened.bridge.project.graph.order[1:2])
    studio.until_epoch(EPOCHS_SHOWN)
    studio.picture("window")


def remedy(studio: Studio) -> None:
    """A remedy applied, over the run before it."""
    opened = studio.open("moons_overfit", SHORT)
    studio.train()
    decay = next(offer for offer in opened.views.diagnosis.offers if offer.name == "Weight decay")
    studio.during(decay.act, opened.worker.finished)
    opened.banners.clear()
    studio.picture("remedy")
    opened.views.curves.log.setChecked(True)
    opened.views.curves.bar.smooth("light")
    studio.picture("curves", opened.panels["curves"])


def past(studio: Studio) -> None:
    """The slider back at an early epoch."""
    opened = studio.open("moons_overfit", SHORT)
    studio.train()
    opened.views.time_travel.go_to(20)
    studio.lower(TALL)
    studio.picture("past", *_lower(studio))


def factors(studio: Studio) -> None:
    """Overfitting factors on sliders, after one was moved: four units instead of 256."""
    opened = studio.open("moons_overfit", SHORT)
    studio.train()
    opened.views.show_factors()
    studio.settle()
    width = next(row.slider for row in opened.views.inspector.factors.rows if row.objectName() == "width")
    studio.during(partial(width.setValue, 2), opened.runs.changed)
    studio.picture("factors")


def runs(studio: Studio) -> None:
    """Some runs in the table, and all of them on one chart."""
    opened = studio.open("moons_overfit", SHORT)
    studio.train()
    for change in ({"weight_decay": 0.01}, {"weight_decay": 0.1}, {"weight_decay": 0.0, "batch_size": 8}):
        studio.set_training(**change)
        studio.train()
    table = opened.views.runs
    opened.views.results.setCurrentWidget(table)
    table.model.tick([entry for row in table.model.rows() for entry in row.entries], True)
    studio.lower(TALL, WIDE)
    studio.picture("runs", *_lower(studio))


def repeats(studio: Studio) -> None:
    """One training with eight seeds, as a band."""
    opened = studio.open("iris_15_rows")
    studio.during(lambda: opened.runs.repeat(opened.bridge.project, 8), opened.worker.finished)
    opened.views.results.setCurrentWidget(opened.views.runs)
    opened.views.runs.table.expandAll()
    studio.lower(TALL, WIDE)
    studio.picture("repeats", *_lower(studio))


def predictions(studio: Studio) -> None:
    """Predictions, as each kind of data wants them."""
    kinds: dict[str, tuple[str, Callable[[Project], Project] | None]] = {
        "predictions-line": ("five_points", _narrow),
        "predictions-curve": ("five_points", None),
        "predictions-map": ("spirals", None),
        "predictions-numbers": ("moons_overfit", _diabetes),
        "predictions-mistakes": ("digits_cnn", partial(edits.set_training, epochs=6)),
    }
    for name, (sample, change) in kinds.items():
        studio.open(sample, change)
        studio.train()
        studio.lower(TALL)
        studio.picture(name, studio.window.panels["results"])


def points(studio: Studio) -> None:
    """Five points, and polynomials of few and of many parameters."""
    opened = studio.open("five_points_polynomial")
    opened.views.show_factors()
    studio.settle()
    degree = opened.views.inspector.factors.rows[0].slider
    for name, place in (("few", 0), ("many", 5)):
        studio.during(partial(degree.setValue, place), opened.runs.changed)
        studio.picture(f"points-{name}")


def class_view(studio: Studio) -> None:
    """Curves and predictions alone, for a projector."""
    opened = studio.open("moons_overfit", SHORT)
    studio.train()
    opened.class_view.enter()
    studio.picture("class")


def code(studio: Studio) -> None:
    """The gradient in PyTorch, and beside it in NumPy with its backward written out."""
    pane = studio.open("moons_overfit").views.code
    pane.second.framework.setCurrentIndex(pane.second.framework.findData("numpy"))
    studio.window.views.results.setCurrentWidget(pane)
    pane.compare_button.click()
    studio.lower(TALL, 1_000)
    studio.settle()
    pane.show_stage(next(stage for stage in STAGES if stage.title == say("Gradient")))
    studio.settle()
    studio.picture("code", studio.window.panels["results"])


def table_columns(studio: Studio) -> None:
    """The columns of a table of one's own: what was found of each, and what is left out."""
    lines = ["id;name;weight;born;smoker;color;pressure"]
    for row in range(60):
        weight = f"{55 + row * 7 % 31},{row % 10}"
        born = f"{1 + row % 28:02}.{1 + row % 12:02}.{1950 + row % 50}"
        word, color = ("yes", "no")[row % 3 > 0], ("red", "green", "blue")[row * row % 3]
        lines.append(f"{row + 1};person {row};{weight};{born};{word};{color};{110 + row * 3 % 40},{row % 7}")
    path = studio.data / "patients.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    dataset = CsvFile(path=str(path)).with_column("id", role="left out")
    one_output = partial(edits.set_parameter, node="dense_2", name="units", value=1)
    opened = studio.open("moons_overfit", lambda project: edits.set_dataset(one_output(project), dataset))
    inspector = opened.views.inspector
    inspector.tabs.setCurrentIndex(1)
    panel = opened.panels["inspector"]
    opened.resize(opened.width(), opened.height() + TALL)  # room for what lies beneath the columns, too
    opened.resizeDocks([panel], [700], Qt.Orientation.Horizontal)
    studio.lower(LOW)
    studio.settle()
    studio.picture("table-columns", *inspector.findChildren(ColumnTable))


def minibatch(studio: Studio) -> None:
    """The first minibatch of a line in each of its phases, the last of them the update of its weight."""
    opened = studio.open("line_from_100")
    opened.views.step()
    studio.settle()
    walk = opened.views.stepping.walk
    studio.lower(TALL, WIDE)
    opened.canvas.fit()
    for phase in get_args(Phase):
        places = [at for at, moment in enumerate(walk.order) if moment.phase == phase]
        walk.go(places[0] if phase == "update" else places[-1])
        studio.settle()
        studio.picture("minibatch" if phase == "update" else f"minibatch-{phase}")


def layers(studio: Studio) -> None:
    """The filters of a convolution that has learned to read digits, and how their numbers are distributed."""
    opened = studio.open("digits_cnn", partial(edits.set_training, epochs=6))
    studio.train()
    opened.views.results.setCurrentWidget(opened.views.layers)
    opened.bridge.select(["conv2d_1"])
    studio.settle()
    opened.views.layers.turn_to("one")
    studio.lower(TALL, WIDE)
    studio.picture("layers", studio.window.panels["results"])


def _lower(studio: Studio) -> tuple[QWidget, ...]:
    return studio.window.panels["curves"], studio.window.panels["results"]


def _narrow(project: Project) -> Project:
    """The same network with one hidden unit in each layer."""
    for layer in ("dense_1", "dense_2"):
        project = edits.set_parameter(project, layer, "units", 1)
    return project


def _diabetes(project: Project) -> Project:
    """The same network with one output, on a table with a number to predict."""
    made = edits.set_dataset(edits.set_parameter(project, "dense_2", "units", 1), bundled.Diabetes())
    made = edits.set_data(made, training_rows=None, validation=0.25, split="shuffled")
    return edits.set_training(made, epochs=80, batch_size=32, learning_rate=0.01)


SCENES = {
    scene.__name__: scene
    for scene in (
        *(
            window,
            remedy,
            past,
            factors,
            runs,
            repeats,
            predictions,
            points,
            class_view,
            code,
            table_columns,
            minibatch,
            layers,
        ),
        *lab_shots.SCENES,
        *canvas_shots.SCENES,
    )
}
