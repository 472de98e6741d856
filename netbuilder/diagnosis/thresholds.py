"""Where one state of a run ends and the next begins, each number with its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares of a loss, unless said otherwise; "the scale" is the loss of a constant answer."""

    first_epochs: int = 10
    """With fewer epochs the smoothing has nothing to work on."""

    rise: float = 0.10
    """Validation loss must have risen by this share of its best: less is within what another split would change."""

    rise_of_scale: float = 0.02
    """And by this share of the scale: from 0.001 to 0.002 is a doubling that nobody need care for."""

    errors: float = 3.0
    """A rise must pass these bars by so many standard errors: the lowest of many points lies about two too low. So must
    the fall of training loss: where steps throw it about, one good stretch means nothing."""

    by_heart: float = 0.05
    """Training loss must have fallen meanwhile by this share of the scale, or by half, or be less than
    ``rise_of_scale``: otherwise validation loss rises for another reason than that rows are memorized. And where
    validation loss ends no farther than this share above training loss, its rise harms nobody."""

    after_turn: float = 0.1
    """The lowest point must lie this share of the run back: a younger rise may be the beginning of a wave."""

    settled: float = 0.25
    """While training loss falls, a rise younger than this share of the run may still become overfitting: it is not
    called noise."""

    gap: float = 0.25
    """Without a rise, the lowest validation loss must lie this share of the scale above training loss, and be twice as
    high: well-fitted small data sets show gaps of a tenth."""

    climb: float = 0.3
    """Diverging: training loss lies this share of the scale above its best. Steps that are merely large make it jump
    by a tenth."""

    lost: float = 1.5
    """Or it lies so many times above the scale, however young that is."""

    blind: float = 2.5
    """Too noisy: ``errors`` standard errors hide so many times the rise that is looked for."""

    pace: float = 0.10
    """Still learning: as many epochs again would lower the loss by this share of itself."""

    pace_of_scale: float = 0.05
    """And by this share of the scale: a loss that falls from 0.002 to 0.001 has nothing left to learn."""

    unexplained: float = 0.5
    """Underfitting: more than half of what there is to explain remains."""

    errors_of_floor: float = 2.0
    """And validation loss lies above that of the truth, where it is known, by so many of its standard errors."""

    fewest_rows: int = 5
    """With fewer validation rows one odd row decides the validation loss."""


THRESHOLDS = Thresholds()
