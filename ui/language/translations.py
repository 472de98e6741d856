"""The user's language: translations of Qt's own texts and of ours, where there are any."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

import resources


def install(application: QCoreApplication, locale: QLocale | None = None) -> tuple[QTranslator, ...]:
    """Load what there is for a language (the system's, if none is named). Returns the translators in use."""
    locale = locale or QLocale.system()
    own = resources.FOLDER / "translations"
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    found = (_loaded(application, locale, "qtbase", qt), _loaded(application, locale, "netbuilder", own))
    return tuple(translator for translator in found if translator is not None)


def _loaded(application: QCoreApplication, locale: QLocale, name: str, folder: Path) -> QTranslator | None:
    translator = QTranslator(application)
    if translator.load(locale, name, "_", str(folder)) and application.installTranslator(translator):
        return translator
    return None
