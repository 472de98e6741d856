"""Lessons: samples that show one thing each, opened with the overfitting factors beside the curve that they change."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from ui.language.text import QT_TRANSLATE_NOOP
from ui.shell.window_base import WindowBase

CONTEXT = "Lessons"
LESSONS = {
    "five_points_polynomial": QT_TRANSLATE_NOOP("Lessons", "Five points and a polynomial"),
    "five_points": QT_TRANSLATE_NOOP("Lessons", "Five points and hidden units"),
    "moons_overfit": QT_TRANSLATE_NOOP("Lessons", "Two moons: too few rows, too many units"),
    "iris_15_rows": QT_TRANSLATE_NOOP("Lessons", "Iris: fifteen flowers are too few"),
    "xor_underfits": QT_TRANSLATE_NOOP("Lessons", "XOR: a network that is too simple"),
    "double_descent": QT_TRANSLATE_NOOP("Lessons", "Double descent: more parameters than points"),
}
"""The title of each lesson by its sample, in the order in which they are taught."""

IN_THE_LAB = {"double_descent": "polynomial_basis_1.degree"}
"""Lessons that are seen in the bias–variance lab at pinned inputs, by the hyperparameter to sweep."""


def menu(window: WindowBase) -> QMenu:
    """The menu of the lessons."""
    made = QMenu(QCoreApplication.translate("Lessons", "Lessons"), window)
    for sample, title in LESSONS.items():
        made.addAction(QCoreApplication.translate(CONTEXT, title), partial(begin, window, sample))
    return made


def begin(window: WindowBase, sample: str) -> None:
    """Open a lesson, unless the user wants to stay with what is open."""
    before = window.bridge.project
    window.files.open_sample(sample)
    if window.bridge.project is before:
        return
    window.views.show_factors()
    if sample in IN_THE_LAB:
        window.views.lab.open()
        controls = window.views.lab.window.controls
        controls.choose_hyperparameter(IN_THE_LAB[sample])
        controls.pin_inputs()
