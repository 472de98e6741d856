"""What keeps the project from being trained: told when somebody wants to train, shown where it is, gone once fixed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, Signal

from netbuilder.messages import Message
from netbuilder.project.changes import Change
from netbuilder.shapes.check_result import Problem, Severity
from ui.language.text import shown
from ui.project.bridge import Bridge
from ui.shell.banners import Banner, Banners, Offer


class TrainingBlockers(QObject):
    """The errors of the open project, as the user meets them who wants to train it."""

    reveal = Signal(str)
    """The id of the faulty node that is to be seen."""
    told = Signal()
    """The user has been told why the project cannot be trained."""
    repair_wanted = Signal(object)
    """The Problem whose repair was clicked in the banner."""

    def __init__(self, bridge: Bridge, banners: Banners) -> None:
        super().__init__(bridge)
        self._bridge, self._banners = bridge, banners
        self._told: Message | None = None
        self._banner: Banner | None = None
        bridge.changed.connect(self._follow)

    def refuse(self) -> bool:
        """Whether there is an error; the first is then told, and its node selected and shown."""
        bridge = self._bridge
        first = next((problem for problem in bridge.found if problem.severity is Severity.ERROR), None)
        if first is None:
            return False
        text = shown(first.message)
        if first.node is not None:
            name = shown(bridge.project.graph.called(first.node))
            text = self.tr("“{node}” prevents training. {problem}").format(node=name, problem=text)
        self._forget()
        self._banners.clear()
        self._told, self._banner = first.message, self._banners.tell(text, "error", *self._offers(first))
        self._banner.gone.connect(self._forget)
        if first.node is not None:
            bridge.show(first)
            self.reveal.emit(first.path.node if first.path is not None else first.node)
        self.told.emit()
        return True

    def _offers(self, told: Problem) -> Iterator[Offer]:
        """A button with the repair of this problem, which had to be tried out, where there is one."""
        tried = next((problem for problem in self._bridge.problems if problem.message == told.message), told)
        if tried.offered is not None:
            yield shown(tried.offered.in_words()), partial(self.repair_wanted.emit, tried)

    def _follow(self, change: Change) -> None:
        """What was told is no longer so: it goes."""
        if (
            change.content
            and self._banner is not None
            and self._told not in [problem.message for problem in self._bridge.found]
        ):
            self._banner.dismiss()

    def _forget(self) -> None:
        self._told = self._banner = None
