"""The bare fields of a form: free text and numbers with steps, in which undo means the document's undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QToolTip, QWidget

from ui.theme.style import inset

Stepper = Callable[[str, int], str]
"""From the text in the field and a number of steps (negative: down) to the new text."""


def asks_for_history(event: QEvent) -> bool:
    """Whether this key means undo or redo: the document's, not that of the text in one field."""
    if not isinstance(event, QKeyEvent) or event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        return False
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def takes_back(event: QEvent, field: QWidget) -> bool:
    """Whether this key means that what was typed, and refused, is to give way to the last good value."""
    if not isinstance(event, QKeyEvent) or not field.property("invalid"):
        return False
    return event.matches(QKeySequence.StandardKey.Undo) or event.key() == Qt.Key.Key_Escape


def history_key(event: QEvent, field: TextField | NumberField) -> bool | None:
    """What ``event`` of a field returns for a key of undo, redo or taking back; None for everything else."""
    if takes_back(event, field):
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            field.taken_back.emit()
        return True
    if asks_for_history(event):
        event.ignore()
        return False
    return None


class TextField(QLineEdit):
    """One line of text. Ctrl+Z goes on to the window, except that it first takes back a refused text."""

    typed = Signal(str)
    taken_back = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(self.typed)
        self.editingFinished.connect(self.left)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window, but first take back a refused text."""
        dealt_with = history_key(event, self)
        return super().event(event) if dealt_with is None else dealt_with


class SearchField(QLineEdit):
    """Words to search for. Ctrl+Z takes back what was typed here; where nothing was, it goes on to the window."""

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window once the field has none of its own."""
        if asks_for_history(event) and isinstance(event, QKeyEvent):
            redo = event.matches(QKeySequence.StandardKey.Redo)
            if not (self.isRedoAvailable() if redo else self.isUndoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def begin_again(self) -> None:
        """Be empty, and forget what was typed."""
        self.setText("")


class NoteField(QPlainTextEdit):
    """Several lines of text. Undo and redo are the document's; Tab goes on."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.textChanged.connect(lambda: self.typed.emit(self.toPlainText()))

    def show_text(self, text: str) -> None:
        """Show this text, unless it stands there already."""
        if text != self.toPlainText():
            with QSignalBlocker(self):
                self.setPlainText(text)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if asks_for_history(event):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed until now is one step of undo."""
        super().focusOutEvent(event)
        self.left.emit()


class NumberField(QAbstractSpinBox):
    """A number as text, with steps. Any text may be typed: whoever listens says what is wrong with it."""

    typed = Signal(str)
    taken_back = Signal()
    left = Signal()

    def __init__(self, stepper: Stepper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stepper = stepper
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToPreviousValue)
        inset(self)
        self.lineEdit().textEdited.connect(self.typed)
        self.editingFinished.connect(self.left)

    def setText(self, text: str) -> None:
        """Show this text."""
        self.lineEdit().setText(text)

    def setPlaceholderText(self, text: str) -> None:
        """Show this while the field is empty."""
        self.lineEdit().setPlaceholderText(text)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Every text may stand in the field, so that a user can type through what is not yet a number."""
        return QValidator.State.Acceptable, text, position

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        """Up and down wherever a step changes the text."""
        flags = QAbstractSpinBox.StepEnabledFlag.StepNone
        if self._stepper(self.text(), 1) != self.text():
            flags |= QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
        if self._stepper(self.text(), -1) != self.text():
            flags |= QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        return flags

    def stepBy(self, steps: int) -> None:
        """Step as the keys, the arrows and the wheel ask."""
        text = self._stepper(self.text(), steps)
        if text != self.text():
            self.setText(text)
            self.selectAll()
            self.typed.emit(text)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window, but first take back a refused text."""
        dealt_with = history_key(event, self)
        return super().event(event) if dealt_with is None else dealt_with

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Without the focus the wheel scrolls the form, so that passing over a field never changes it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CountField(QSpinBox):
    """A whole number within limits. One past them may be typed, becomes the nearest limit, and a tool tip says so.

    Qt's own field refuses the digit that would lead past the limit: of 2000000, 200000 would stay without a word.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inset(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Without the focus the wheel is not for this field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """A number past the limits may stand here while it is typed."""
        state, text, position = super().validate(text, position)
        past = state is QValidator.State.Invalid and text.strip().isdecimal()
        return QValidator.State.Intermediate if past else state, text, position

    def fixup(self, text: str) -> str:
        """The nearest number that is allowed; what is no number gives way to the last one."""
        typed = int(text) if text.strip().isdecimal() else self.value()
        low, high = self.minimum(), self.maximum()
        if typed > high:
            self._tell(self.tr("At most {limit}.").format(limit=f"{high:,}"))
        elif typed < low:
            self._tell(self.tr("At least {limit}.").format(limit=f"{low:,}"))
        return str(min(max(typed, low), high))

    def _tell(self, words: str) -> None:
        QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), words, self)


class Choice(QComboBox):
    """A choice that the wheel leaves alone unless it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Without the focus the wheel scrolls what the field lies in."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceField(Choice):
    """A choice of a form, which may be narrower than its texts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
