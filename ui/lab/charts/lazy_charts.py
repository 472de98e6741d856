"""The pictures of a board, each made when it is asked for, or before that when nobody waits."""

from __future__ import annotations

from functools import cached_property

from ui.lab.charts.epochs_chart import EpochsChart
from ui.lab.charts.fan_chart import FanChart
from ui.lab.charts.location_chart import LocationChart
from ui.lab.charts.sweep_chart import SweepChart

NAMES = ("fan", "place", "sweep", "epochs")


class LazyCharts:
    """One of each kind. To make one takes the window as long as a frame of its screen lasts."""

    @cached_property
    def fan(self) -> FanChart:
        """What every network made of the data."""
        return FanChart()

    @cached_property
    def place(self) -> LocationChart:
        """Where bias² and variance are large."""
        return LocationChart()

    @cached_property
    def sweep(self) -> SweepChart:
        """The terms against the hyperparameter."""
        return SweepChart()

    @cached_property
    def epochs(self) -> EpochsChart:
        """The terms at every epoch."""
        return EpochsChart()

    def make_one(self) -> bool:
        """Make one that is still missing; whether there was one."""
        missing = next((name for name in NAMES if name not in vars(self)), None)
        if missing is not None:
            getattr(self, missing)
        return missing is not None

    def forget(self) -> None:
        """Delete those that stand nowhere."""
        for name in NAMES:
            made = vars(self).pop(name, None)
            if made is not None and made.parent() is None:
                made.deleteLater()
