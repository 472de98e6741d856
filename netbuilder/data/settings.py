"""The data settings of a project: which data, how they are split, limited, normalized and made noisy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field, SerializeAsAny

from netbuilder.data.base import Dataset
from netbuilder.declaration import Declared, param

Normalisation = Literal["none", "min-max", "global min-max", "z-score"]
TargetNormalisation = Literal["none", "z-score"]


def _default_dataset() -> Any:
    from netbuilder.data.catalogue import dataset_types

    return dataset_types()["moons"]()


class DataSettings(Declared):
    """Which rows the network sees, and how. ``dataset`` is the declared source of the rows.

    ``brief``: the settings that a project file leaves out while they have these values, which a file that lacks them
    means. Files from before targets were scaled keep their numbers as they are; new projects scale them.
    """

    title: ClassVar[str] = "Data"
    brief: ClassVar[Mapping[str, Any]] = {
        "target_normalisation": "none",
        "input_noise": 0.0,
        "label_noise": 0.0,
        "noise_seed": 0,
    }

    dataset: SerializeAsAny[Dataset] = Field(default_factory=_default_dataset)
    split: Literal["shuffled", "stratified", "ordered"] = param(
        "shuffled", "Split", help="Stratified keeps the share of each class the same in every part."
    )
    validation: float = param(
        0.25,
        "Validation share",
        min=0.0,
        below=1.0,
        help="0: all rows train. Overfitting cannot be seen then, and training cannot stop early.",
    )
    test: float = param(0.0, "Test share", min=0.0, below=1.0)
    split_seed: int = param(0, "Split seed", min=0, max=2**31 - 1)
    training_rows: int | None = param(
        None,
        "Maximum training rows",
        min=1,
        help="Fewer rows make overfitting more likely. Validation rows stay the same.",
    )
    normalisation: Normalisation = param(
        "z-score", "Normalization", help="Computed from the training rows only, before noise is added."
    )
    target_normalisation: TargetNormalisation = param(
        "z-score",
        "Target normalization",
        help="Numbers to predict: z-score trains on the target minus its mean, in standard deviations of the training "
        "rows. The loss is in these units; predictions and errors are shown in the target's own.",
    )
    input_noise: float = param(
        0.0,
        "Input noise",
        min=0.0,
        max=10.0,
        help="Adds random noise to the inputs of the training rows, in standard deviations of each feature over these "
        "rows. Validation and test rows stay the same, without this noise.",
    )
    label_noise: float = param(
        0.0,
        "Label noise",
        min=0.0,
        max=1.0,
        help="Classes: the share of training rows that get another class. Numbers: the strength of the noise, in "
        "standard deviations of the target over the training rows. Validation and test rows keep theirs.",
    )
    noise_seed: int = param(
        0, "Noise seed", min=0, max=2**31 - 1, help="A different seed adds different noise of the same strength."
    )
