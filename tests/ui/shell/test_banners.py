"""Banners: every word can be read at every width, and nothing lies beneath them."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.banners import Banner, Banners
from ui.theme import style
from ui.theme.themes import Themes

pytestmark = pytest.mark.look

LONG = (
    "Cross-entropy needs one output for each of the 3 classes, but “Output” gives 32. "
    "Set the units of the last layer to 3, or choose other data, and then train again."
)


@pytest.fixture
def themes(qapp) -> Themes:
    themes = Themes()
    themes.choose("dark")
    style.dress(qapp, themes.theme)
    return themes


@pytest.fixture
def frame(qtbot: QtBot) -> QWidget:
    """A frame with something below the banners."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    below = QWidget(objectName="below", minimumHeight=60)
    below.setSizePolicy(below.sizePolicy().Policy.Expanding, below.sizePolicy().Policy.Expanding)
    column.addWidget(below)
    frame.resize(640, 600)
    qtbot.addWidget(frame)
    return frame


def place(widget: QWidget, frame: QWidget) -> QRect:
    return QRect(widget.mapTo(frame, QPoint(0, 0)), widget.size())


def words(banner: Banner) -> QLabel:
    return next(label for label in banner.findChildren(QLabel) if label.text())


def is_readable(banner: Banner, frame: QWidget) -> bool:
    """Whether the room of the words holds all their lines, and lies in the banner, and the banner in the frame."""
    label = words(banner)
    room = label.contentsRect()
    flags = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value
    needed = label.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10_000), flags, label.text())
    inside = banner.rect().contains(place(label, banner)) and frame.rect().contains(place(banner, frame))
    return needed.height() <= room.height() and needed.width() <= room.width() and inside


@pytest.mark.parametrize("offers", [(), (("Restore", lambda: None), ("Discard", lambda: None))])
def test_every_line_of_a_banner_can_be_read_at_every_width(
    qtbot: QtBot, frame: QWidget, themes: Themes, offers: tuple
) -> None:
    banners = Banners(frame, themes)
    with qtbot.waitExposed(frame):
        frame.show()
    first = banners.tell(LONG, "error", *offers)
    second = banners.tell("Saved.", "good")
    lines = set()
    for width in (*range(420, 1300, 37), 300):
        frame.resize(width, 600)
        qtbot.waitUntil(lambda: banners.width() == frame.width())
        assert is_readable(first, frame), width
        assert is_readable(second, frame), width
        lines.add(words(first).height() // words(first).fontMetrics().lineSpacing())
    assert len(lines) > 1


def test_what_lies_below_makes_way_and_comes_back(qtbot: QtBot, frame: QWidget, themes: Themes) -> None:
    banners = Banners(frame, themes)
    with qtbot.waitExposed(frame):
        frame.show()
    below = frame.findChild(QWidget, "below")
    assert below.height() == 600
    for number in range(3):
        banners.tell(f"{number}. {LONG}", "warning")
        qtbot.waitUntil(lambda: not place(banners, frame).intersects(place(below, frame)))
        assert place(banners, frame).bottom() + 1 == place(below, frame).top()
        assert all(is_readable(banner, frame) for banner in banners.shown())
    for banner in banners.shown():
        banner.dismiss()
    qtbot.waitUntil(lambda: below.height() == frame.height())


def test_over_a_canvas_nothing_moves_and_beside_the_banners_it_takes_the_mouse(
    qtbot: QtBot, frame: QWidget, themes: Themes
) -> None:
    below = frame.findChild(QWidget, "below")
    banners = Banners(frame, themes, below, lambda: 40)
    with qtbot.waitExposed(frame):
        frame.show()
    banner = banners.tell(LONG, "warning")
    assert below.geometry() == frame.rect()
    assert is_readable(banner, frame)
    assert place(banner, frame).top() >= 40
    assert frame.childAt(place(banner, frame).center()) in (banner, *banner.findChildren(QWidget))
    assert frame.childAt(2, place(banner, frame).center().y()) is below
    frame.resize(420, 500)
    qtbot.waitUntil(lambda: is_readable(banner, frame))
    assert below.geometry() == frame.rect()
    below.hide()
    qtbot.waitUntil(lambda: frame.minimumSizeHint().height() >= banners.height() > 0)
    below.show()
    qtbot.waitUntil(lambda: below.geometry() == frame.rect())
    banner.dismiss()
    assert not banners.isVisible()


def test_in_a_low_frame_older_banners_wait_for_room(qtbot: QtBot, frame: QWidget, themes: Themes) -> None:
    banners = Banners(frame, themes)
    frame.resize(400, 260)
    with qtbot.waitExposed(frame):
        frame.show()
    older, latest = banners.tell(LONG, "error"), banners.tell(LONG.upper(), "error")
    qtbot.waitUntil(lambda: is_readable(latest, frame))
    assert banners.shown() == (latest,)
    latest.dismiss()
    assert banners.shown() == (older,)
    qtbot.waitUntil(lambda: is_readable(older, frame))
    banners.clear()
    assert not banners.isVisible()


def test_what_qt_deletes_of_a_banner_is_forgotten_by_pyside_too(qtbot: QtBot, frame: QWidget, themes: Themes) -> None:
    """PySide keeps every item of a layout that it was asked for, and crashes once something else has its address."""
    banners = Banners(frame, themes)
    with qtbot.waitExposed(frame):
        frame.show()
    for number in range(5):
        banners.tell(str(number), "good", ("Restore", lambda: None))
    banners.tell("4")
    banners.clear()
    frame.resize(400, 500)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    known = [one for one in shiboken6.getAllValidWrappers() if isinstance(one, QLayoutItem)]
    assert [one for one in known if not isinstance(one, QLayout)] == []


def test_what_is_refused_takes_the_place_of_what_was_refused_before_and_of_nothing_else(frame, themes) -> None:
    banners = Banners(frame, themes)
    banners.tell("Saved.", "good")
    for text in ("“Input” cannot be muted.", "“Output” cannot be muted.", "“Output” cannot be muted."):
        banners.tell_refused(text)
    assert [banner.text for banner in banners.shown()] == ["“Output” cannot be muted.", "Saved."]
    banners.clear()
    banners.tell_refused("“Input” cannot be muted.")
    assert [banner.text for banner in banners.shown()] == ["“Input” cannot be muted."]
