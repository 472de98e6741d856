"""The menus of the stepping tab: where to run to, what to stop at, and the mistakes that can be made on purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from netbuilder.graph.blocks import NodePath, called_at
from netbuilder.graph.graph import NodeId
from netbuilder.messages import Message, say
from netbuilder.stepping.interventions import Interventions
from netbuilder.stepping.moments import Breakpoint
from ui.project.bridge import Bridge
from ui.stepping.step_walk import StepWalk

LARGE = 100.0
"""The bound that is offered for a value or a gradient."""


class StepMenus(QObject):
    """``run``, ``stops``, ``mistakes``: the menus; ``actions``: their rows by name."""

    changed = Signal()

    def __init__(self, bridge: Bridge, walk: StepWalk, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._walk, self._parent = bridge, walk, parent
        self.run, self.stops, self.mistakes = QMenu(parent), QMenu(parent), QMenu(parent)
        self.actions: dict[str, QAction] = {}
        self.detached: frozenset[NodePath] = frozenset()
        self.bound: float | None = None
        self._fill()
        walk.moved.connect(self._follow)

    def _fill(self) -> None:
        walk = self._walk
        self._row(self.run, "phase", self.tr("To the end of the phase"), walk.to_end_of_phase, "Ctrl+F10")
        self._row(self.run, "minibatch", self.tr("To the next minibatch"), walk.next_minibatch, "Alt+F10")
        self._row(self.run, "epoch", self.tr("To the end of the epoch"), walk.finish_epoch)
        self._row(self.run, "stop", self.tr("To the next breakpoint"), self.run_to_stop, "Ctrl+Shift+F10")
        for name, text in (
            ("zero", self.tr("Where a value or gradient is 0 everywhere")),
            ("not_finite", self.tr("Where something is not a finite number")),
        ):
            self._switch(self.stops, name, text, self.changed.emit)
        self._switch(self.stops, "beyond", self.tr("Where a number is beyond a bound…"), self._ask_bound)
        self.stops.addSeparator()
        self._row(self.stops, "clear", self.tr("Remove all breakpoints at nodes"), self._clear)
        for name, text in (
            ("keep_gradients", self.tr("Leave out zero_grad")),
            ("backward_twice", self.tr("Run backward twice")),
            ("evaluation", self.tr("Compute in evaluation mode")),
        ):
            self._switch(self.mistakes, name, text, self._intervene)
        self._switch(self.mistakes, "detach", self.tr("Detach the output of the selected node"), self._detach)
        self.mistakes.addSeparator()
        self._row(self.mistakes, "undo", self.tr("Take back all edits and mistakes"), self._take_back)

    def _row(self, menu: QMenu, name: str, text: str, act: Callable[[], object], keys: str = "") -> None:
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False: act())
        if keys:
            action.setShortcut(QKeySequence(keys))
        self.actions[name] = action

    def _switch(self, menu: QMenu, name: str, text: str, act: Callable[[], object]) -> None:
        self._row(menu, name, text, act)
        self.actions[name].setCheckable(True)

    # Breakpoints.

    @property
    def breakpoints(self) -> list[Breakpoint]:
        """Those of the menu, and those at nodes."""
        chosen = Breakpoint(
            zero=self.actions["zero"].isChecked(),
            not_finite=self.actions["not_finite"].isChecked(),
            beyond=self.bound if self.actions["beyond"].isChecked() else None,
        )
        return [*self._walk.breakpoints, *([chosen] if chosen != Breakpoint() else [])]

    def run_to_stop(self) -> None:
        """Go on to the next breakpoint."""
        self._walk.run_to(self.breakpoints)

    def add_to(self, menu: QMenu, node: NodeId) -> None:
        """The rows of a card's menu."""
        path = self._path(node)
        stop = Breakpoint(path)
        before = menu.actions()[0] if menu.actions() else None
        rows = [QAction(self.tr("Run the minibatch to here"), menu), QAction(self.tr("Breakpoint here"), menu)]
        rows[0].triggered.connect(lambda: self._walk.run_to_node(path))
        rows[1].setCheckable(True)
        rows[1].setChecked(stop in self._walk.breakpoints)
        rows[1].triggered.connect(lambda on: self._stop_at(stop, on=on))
        rows.append(QAction(menu))
        rows[2].setSeparator(True)
        menu.insertActions(before, rows) if before is not None else menu.addActions(rows)

    def _stop_at(self, stop: Breakpoint, *, on: bool) -> None:
        others = [one for one in self._walk.breakpoints if one != stop]
        self._walk.breakpoints = [*others, stop] if on else others
        self.changed.emit()

    def _clear(self) -> None:
        self._walk.breakpoints = []
        self.changed.emit()

    def _ask_bound(self) -> None:
        if self.actions["beyond"].isChecked():
            title, text = self.tr("Breakpoint"), self.tr("Stop where a number is larger in size than:")
            bound, given = QInputDialog.getDouble(self._parent, title, text, self.bound or LARGE, 0.0, 1e30, 6)
            self.bound = bound if given else None
            self.actions["beyond"].setChecked(given)
        self.changed.emit()

    # Mistakes.

    @property
    def interventions(self) -> Interventions:
        """The mistakes that are switched on."""
        kept, twice, evaluation = (
            self.actions[name].isChecked() for name in ("keep_gradients", "backward_twice", "evaluation")
        )
        return Interventions((), kept, twice, evaluation, self.detached)

    def _intervene(self) -> None:
        record = self._walk.record
        edits = record.interventions.edits if record is not None else ()
        self._walk.intervene(replace(self.interventions, edits=edits))
        self.changed.emit()

    def _detach(self) -> None:
        chosen = sorted(self._bridge.selection)
        path = self._path(chosen[0]) if chosen else None
        record = self._walk.record
        if not self.actions["detach"].isChecked():
            self.detached = frozenset()
            self._intervene()
        elif path is None or record is None:
            self._refuse_to_detach(say("Select the node on the canvas first, and then detach its output."))
        elif all(value.path != path for value in record.values):
            node = called_at(self._bridge.project.graph, path)  # a muted layer is not in the minibatch
            words = say("“{node}” computes nothing of its own, so there is nothing to detach.", node=node)
            self._refuse_to_detach(words)
        else:
            self.detached = frozenset([path])
            self._intervene()

    def _refuse_to_detach(self, why: Message) -> None:
        self.actions["detach"].setChecked(False)
        self._walk.remark(why)

    def _take_back(self) -> None:
        self.reset()
        self._walk.intervene(Interventions())
        self.changed.emit()

    def _follow(self) -> None:
        """The switches stand as they were in the minibatch that is shown."""
        record = self._walk.record
        if record is not None and not self._walk.busy:
            made = record.interventions
            self.detached = made.detached
            for name, on in (
                ("keep_gradients", made.keep_gradients),
                ("backward_twice", made.backward_twice),
                ("evaluation", made.evaluation),
                ("detach", bool(made.detached)),
            ):
                self.actions[name].setChecked(on)

    def reset(self) -> None:
        """Make no mistakes any more."""
        self.detached = frozenset()
        for name in ("keep_gradients", "backward_twice", "evaluation", "detach"):
            self.actions[name].setChecked(False)

    def _path(self, node: NodeId) -> NodePath:
        """A node of the drawing that is open, in the repetition that is stepped through."""
        moment, level = self._walk.moment, self._bridge.level.path
        numbers = [number for _, number in moment.path.within] if moment is not None and moment.path else []
        places = enumerate(level)
        return NodePath(node, tuple((use, numbers[at] if at < len(numbers) else 0) for at, use in places))
