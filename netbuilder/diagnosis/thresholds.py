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
    ``rise_of_scale``: otherwise validation loss rises for another reason than that rows are memorized."""

    beside: float = 0.02
    """Where validation loss ends no farther than this share of the scale above training loss, its rise harms nobody."""

    after_turn: float = 0.1
    """The lowest point must lie this share of the run back: a younger rise may be the beginning of a wave."""

    high: float = 3.0
    """So many times its bar a rise must be to be mentioned though it is as young as that."""

    gap: float = 0.25
    """Without a rise, validation loss must lie this share of the scale above training loss, and be twice as high:
    well-fitted small data sets show gaps of a tenth."""

    wide: float = 2.0
    noticed: float = 0.05
    """A gap below that is explained where validation loss is so many times as high as training loss, and the gap this
    share of the scale: whoever sees both curves would take it for overfitting."""

    climb: float = 0.3
    """Diverging: training loss lies this share of the scale above its best, or of its best, where that never came down
    to the scale. Steps that are merely large make it jump by a tenth."""

    lost: float = 1.5
    """Or it lies so many times above the scale, however young that is."""

    blind: float = 2.5
    """Validation loss is too jumpy to be read plainly where its noise hides a rise of this many times the bar."""

    surely: float = 0.85
    """Minimum chance of a state to be reported where validation loss is as jumpy as that."""

    pace: float = 0.10
    """Still learning: as many epochs again would lower the loss by this share of itself."""

    pace_of_scale: float = 0.05
    """And by this share of the scale: a loss that falls from 0.002 to 0.001 has nothing left to learn."""

    unexplained: float = 0.4
    """Underfitting: validation loss leaves more than this share of what is known to be in reach."""

    unlearned: float = 0.1
    """And training loss more than this share: what lies below is learned by heart, and no lack of capacity."""

    below_constant: float = 0.95
    """A network has learned something where training loss lies below this share of the scale."""

    lost_to_gap: float = 1.3
    """By so many times its share of validation loss, what separates that from training loss lessens the fall ahead."""

    after_patience: float = 0.6
    """Early stopping has seen no better epoch for a while: the chance of a fall is lower by this factor."""

    undecided: float = 0.56
    """A state less likely than that is not told."""

    doubtful: float = 0.58
    """Nor one less likely than that after other splits were tried, as they leave less to chance: of the trainings that
    the thresholds were tuned on, one in eight is left undecided."""

    alarming: float = 0.62
    """Nor, then, overfitting that is less likely than that: a false alarm does more harm than a doubt."""

    luck_of_all: float = 0.5
    """Where the rows of other splits count, too, the lowest point lies too low by this share of the error of the
    rise."""

    noise_of_rise: float = 2.5
    noise_of_fall: float = 3.0
    """By so much the noise of a level is multiplied: the lowest of many levels, and differences, have more of it."""

    climb_spread: float = 0.1
    rise_spread: float = 0.4
    gap_spread: float = 0.4
    pace_spread: float = 0.4
    unexplained_spread: float = 0.1
    fall_spread: float = 0.6
    """How far what the curves show lies from what fresh rows would, besides all noise: shares of the bar; of the climb,
    of what ``climb`` is a share of; of what is unexplained, of what is in reach; of the fall, of itself."""

    paired: float = 0.7
    """The difference of two losses on the same rows has less error than as if they were of different ones: this share,
    as measured between networks and other models."""

    paired_epochs: float = 0.5
    """Where all validation rows are predicted alike, the error of a rise is taken for this share of that of a level."""

    much_left: float = 0.5
    """A validation loss above this share of the scale leaves a user to wonder whether the rest is noise: it is said."""

    beaten: float = 0.5
    """Another model predicts much better where it loses less than this share of what the network does."""

    visibly: float = 0.10
    """A wider network reaches visibly more where its loss is lower by this share: less is luck."""

    negligible: float = 0.1
    """A doubt comes neither from few rows nor from noise where the errors of both are less than this share of the bar:
    the curves lie where one state ends and the next begins."""

    visible_percent: float = 1.0
    """A rise by fewer percent is not told as such: it would be called 0%."""

    anywhere: float = 0.9
    """Overfitting that may have set in anywhere in this share of the run is not said to have set in between epochs."""

    fewest_rows: int = 5
    """With fewer validation rows one odd row decides the validation loss."""


THRESHOLDS = Thresholds()
