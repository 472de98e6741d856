"""What answers a search for a layer: by its title, by what it is called elsewhere, and by its description."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from netbuilder.choice_labels import choice_label
from netbuilder.data.settings import DataSettings
from netbuilder.project.training_settings import TrainingSettings
from ui.finding.matching import ranked
from ui.language.text import shown, translated
from ui.palette.entries import Entry

TITLE, ELSEWHERE, BEGINNING, WITHIN, DESCRIBED, OTHER_SIZE = range(6)
"""How well an entry answers, the best first: its title begins so, it is called so elsewhere, or something that begins
so; its title contains the words, its description does, or elsewhere there is one such layer for each number of axes."""
FRAMEWORK = re.compile(
    r"^(?:(?:torch|tf|tensorflow|keras|nn|f|functional|layers|activations|math|ops|linalg|np|numpy|jax|flax|linen)\.)+"
)
"""Where a framework keeps the layer: "torch.nn.", "tf.keras.layers.", "F."."""
KIND_WORDS = frozenset({"layer", "layers", "function", "functions", "operation", "module"})
"""What may follow the name of a layer without saying more."""
SIZE = re.compile(r"[12]d$")
LEAST_LETTERS = 3
"""A setting is not told apart by fewer letters."""


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """A name without where a framework keeps it, without brackets, hyphens and underscores, in small letters."""
    bare = FRAMEWORK.sub("", text.casefold().strip()).partition("(")[0]
    return " ".join(re.sub(r"[\W_]+", " ", bare).split()) or text.casefold().strip()


def answers(entries: Sequence[Entry], words: str) -> dict[str, int]:
    """How well each entry that answers a search does so, by kind: 0 is best."""
    ranks = {entry.kind: rank for entry in entries if (rank := matches(entry, words)) is not None}
    if ranks:
        return ranks
    return {entry.kind: OTHER_SIZE for entry in entries if _of_another_size(entry, plain(words))}


def resembling(entries: Sequence[Entry], words: str) -> dict[str, int]:
    """The entries whose titles resemble the words, the most similar first, for whoever mistypes."""
    found = ranked(plain(words), [(entry.title, "") for entry in entries])
    return {entries[match.place].kind: place for place, match in enumerate(found)}


def matches(entry: Entry, words: str) -> int | None:
    """How well an entry answers a search: 0 is best, None not at all."""
    wanted = plain(words)
    shorter = wanted.split()
    while len(shorter) > 1 and shorter[-1] in KIND_WORDS:
        shorter.pop()
    ranks = [_rank(entry, phrase) for phrase in {wanted, " ".join(shorter)}]
    return min((rank for rank in ranks if rank is not None), default=None)


def _rank(entry: Entry, phrase: str) -> int | None:
    title, wanted, squeezed = plain(entry.title), phrase.split(), phrase.replace(" ", "")
    narrow = title.replace(" ", "")
    names = [plain(name) for name in entry.also]
    narrow_names = [name.replace(" ", "") for name in names]
    if narrow.startswith(squeezed):
        return TITLE
    if squeezed in narrow_names:
        return ELSEWHERE
    if any(name.startswith(squeezed) for name in narrow_names):
        return BEGINNING
    if all(word in title or word in narrow for word in wanted):
        return WITHIN
    about = " ".join([title, narrow, entry.words, entry.description, entry.group, *names]).casefold()
    apart = set(about.split())
    return DESCRIBED if all(word in (about if len(word) > 1 else apart) for word in wanted) else None


def _of_another_size(entry: Entry, phrase: str) -> bool:
    """Whether it has this name but for "1d" or "2d" at its end: one layer here is several elsewhere."""
    wanted, count = SIZE.subn("", phrase.replace(" ", ""))
    names = (plain(name).replace(" ", "") for name in (entry.title, *entry.also))
    return bool(count and wanted) and wanted in {SIZE.sub("", name) for name in names}


def tab_of_setting(words: str) -> str | None:
    """The tab of the inspector with a setting or a choice of this name: it is no layer here."""
    wanted = plain(words)
    if len(wanted) < LEAST_LETTERS:
        return None
    tabs: Mapping[str, type[TrainingSettings | DataSettings]] = {
        QCoreApplication.translate("Inspector", "Train"): TrainingSettings,
        QCoreApplication.translate("Inspector", "Data"): DataSettings,
    }
    for tab, settings in tabs.items():
        for parameter in settings.parameters_declared():
            names = [translated(parameter.label), *(shown(choice_label(choice)) for choice in parameter.choices)]
            if any(wanted in plain(name) for name in names):
                return tab
    return None
