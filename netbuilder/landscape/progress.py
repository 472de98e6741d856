"""How far a landscape is: written by the thread that makes it, read by whoever waits for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event

from netbuilder.messages import Message, say


@dataclass
class MapProgress:
    """``epoch`` of ``epochs``: of the training under way; ``share``: of the map, from 0 to 1; above 0 once all is
    trained. ``abandoned``: ends what is measured, soon; the rest of the map is not a number."""

    epoch: int = 0
    epochs: int = 0
    share: float = 0.0
    abandoned: Event = field(default_factory=Event)

    def in_words(self) -> Message:
        """A sentence for the user."""
        if self.share:
            return say("Measuring the loss: {percent}% of the map…", percent=round(100 * self.share))
        if self.epoch:
            return say(
                "Training, to see which path it takes: epoch {epoch} of {epochs}…", epoch=self.epoch, epochs=self.epochs
            )
        return say("Training, to see which path it takes…")
