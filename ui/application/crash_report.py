"""An error that nobody foresaw: said plainly, with what helps to fix it, and nothing lost."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMessageBox


class CrashReport(QObject):
    """Stands in for ``sys.excepthook`` while the window is open."""

    def install(self) -> None:
        """Hear of every error from now on."""
        sys.excepthook = self.show

    def remove(self) -> None:
        """Leave errors to Python again."""
        sys.excepthook = sys.__excepthook__

    def show(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell the user, once at a time, and the terminal."""
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            QApplication.closeAllWindows()
        elif QApplication.activeModalWidget() is None:
            self._ask("".join(traceback.format_exception(kind, error, trace)))

    def _ask(self, details: str) -> None:
        box = QMessageBox(
            QMessageBox.Icon.Critical,
            self.tr("Something went wrong"),
            self.tr("NetBuilder ran into an unexpected error."),
            QMessageBox.StandardButton.Close,
            QApplication.activeWindow(),
        )
        box.setInformativeText(
            self.tr("Your work is still here: save it. The details below help the developers to fix the error.")
        )
        box.setDetailedText(details)
        box.setDefaultButton(QMessageBox.StandardButton.Close)
        box.exec()
