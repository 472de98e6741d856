"""What a user can do with a training: the rows of the menu Train."""

from __future__ import annotations

from ui.language.text import QT_TRANSLATE_NOOP
from ui.shell.action_rows import Menu, Row
from ui.shell.window_base import WindowBase


def is_idle(window: WindowBase) -> bool:
    """Whether nothing is being trained."""
    return window.worker.state == "idle"


def has_network(window: WindowBase) -> bool:
    """Whether anything is drawn."""
    return bool(window.bridge.project.graph.nodes)


def open_batch_rows(window: WindowBase) -> None:
    """Show the rows of the first minibatch, from which one goes to any other."""
    window.views.show_batch(1, 1)


def open_rate_finder(window: WindowBase) -> None:
    """Find a learning rate for the project."""
    from ui.training.rate_dialog import RateDialog

    RateDialog(window.bridge, window.worker, window.themes, window).open()


TRAIN = Menu(
    QT_TRANSLATE_NOOP("Actions", "&Train"),
    (
        Row(
            "train",
            QT_TRANSLATE_NOOP("Actions", "Train"),
            lambda w: w.runs.train(),
            "train",
            ("F5",),
            lambda w: w.worker.state in ("idle", "paused"),
            tip=QT_TRANSLATE_NOOP("Actions", "Train from new random weights, or resume after a pause"),
        ),
        Row(
            "pause",
            QT_TRANSLATE_NOOP("Actions", "Pause"),
            lambda w: w.worker.toggle(),
            "pause",
            ("F6",),
            lambda w: w.worker.state in ("running", "paused"),
            tip=QT_TRANSLATE_NOOP("Actions", "Pause training; press again to resume"),
        ),
        Row(
            "step",
            QT_TRANSLATE_NOOP("Actions", "Step"),
            lambda w: w.runs.step(),
            "step",
            ("F7",),
            lambda w: w.worker.state in ("idle", "paused"),
            tip=QT_TRANSLATE_NOOP("Actions", "Train one epoch, then pause"),
        ),
        Row(
            "stop",
            QT_TRANSLATE_NOOP("Actions", "Stop"),
            lambda w: w.runs.stop(),
            "stop",
            ("F8",),
            lambda w: w.worker.state in ("running", "paused") or w.runs.waiting,
            tip=QT_TRANSLATE_NOOP("Actions", "Stop training and keep the result so far"),
        ),
        None,
        Row(
            "repeat",
            QT_TRANSLATE_NOOP("Actions", "Repeat with 8 seeds"),
            lambda w: w.runs.repeat(w.bridge.project, 8),
            keys=("Shift+F5",),
            when=is_idle,
            tip=QT_TRANSLATE_NOOP("Actions", "Train with several seeds in turn, to see how much is luck"),
        ),
        Row(
            "continue",
            QT_TRANSLATE_NOOP("Actions", "Continue last run"),
            lambda w: w.runs.go_on(),
            "continue",
            ("Ctrl+F5",),
            lambda w: w.runs.can_continue,
            tip=QT_TRANSLATE_NOOP("Actions", "Continue training from where the last run ended"),
        ),
        Row(
            "restore",
            QT_TRANSLATE_NOOP("Actions", "Restore best epoch"),
            lambda w: w.runs.restore(),
            "restore",
            ("Ctrl+B",),
            lambda w: w.runs.can_restore,
            tip=QT_TRANSLATE_NOOP("Actions", "Restore the network from the epoch with the lowest validation loss"),
        ),
        Row(
            "predict",
            QT_TRANSLATE_NOOP("Actions", "Predict new rows…"),
            lambda w: w.predict(),
            keys=("Ctrl+P",),
            when=lambda w: w.runs.has_epochs,
            tip=QT_TRANSLATE_NOOP("Actions", "What the network of a run says of rows from a file, or of typed ones"),
        ),
        Row(
            "test_rows",
            QT_TRANSLATE_NOOP("Actions", "Score test rows…"),
            lambda w: w.final_score.open(w.runs.run),
            keys=("Ctrl+Shift+R",),
            when=lambda w: w.runs.has_epochs,
            tip=QT_TRANSLATE_NOOP("Actions", "The figure to report: the best epoch of the last run on unused rows"),
        ),
        Row(
            "remedies",
            QT_TRANSLATE_NOOP("Actions", "Remedies…"),
            lambda w: w.views.diagnosis.open_list(),
            "remedies",
            ("Ctrl+R",),
            lambda w: bool(w.views.diagnosis.offers),
            tip=QT_TRANSLATE_NOOP("Actions", "List everything that may help this run, with reasons"),
        ),
        None,
        Row(
            "moment",
            QT_TRANSLATE_NOOP("Actions", "Step through a minibatch"),
            lambda w: w.views.step(),
            keys=("F10",),
            when=lambda w: is_idle(w) and has_network(w),
            tip=QT_TRANSLATE_NOOP(
                "Actions", "Forward, loss, backward and update, one after another, with every number"
            ),
        ),
        Row(
            "moment_back",
            QT_TRANSLATE_NOOP("Actions", "Step back in the minibatch"),
            lambda w: w.views.stepping.walk.back(),
            keys=("Shift+F10",),
            when=is_idle,
        ),
        Row(
            "batch_rows",
            QT_TRANSLATE_NOOP("Actions", "Rows of a minibatch…"),
            open_batch_rows,
            "rows",
            tip=QT_TRANSLATE_NOOP("Actions", "See which rows each minibatch holds, as the training will draw them"),
        ),
        Row(
            "rates",
            QT_TRANSLATE_NOOP("Actions", "Learning-rate finder…"),
            open_rate_finder,
            "rates",
            keys=("Alt+F5",),
            when=lambda w: is_idle(w) and has_network(w),
            tip=QT_TRANSLATE_NOOP("Actions", "Try growing learning rates, and see where the loss falls fastest"),
        ),
        Row(
            "lab",
            QT_TRANSLATE_NOOP("Actions", "Bias–variance lab…"),
            lambda w: w.views.lab.open(),
            "lab",
            ("F9",),
            tip=QT_TRANSLATE_NOOP(
                "Actions", "Measure bias², variance and noise of this network over many training sets"
            ),
        ),
    ),
)
