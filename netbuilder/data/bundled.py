"""Bundled data sets: small, real and famous; scikit-learn brings them."""

from __future__ import annotations

from typing import Literal

from netbuilder.data import sources
from netbuilder.data.base import DataCategory, Dataset, Signature, Source
from netbuilder.declaration import param

IRIS_FEATURES = ("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)")
WINE_FEATURES = (
    "alcohol",
    "malic_acid",
    "ash",
    "alcalinity_of_ash",
    "magnesium",
    "total_phenols",
    "flavanoids",
    "nonflavanoid_phenols",
    "proanthocyanins",
    "color_intensity",
    "hue",
    "od280/od315_of_diluted_wines",
    "proline",
)
CELL_MEASURES = (
    "radius",
    "texture",
    "perimeter",
    "area",
    "smoothness",
    "compactness",
    "concavity",
    "concave points",
    "symmetry",
    "fractal dimension",
)
CANCER_FEATURES = (
    *(f"mean {measure}" for measure in CELL_MEASURES),
    *(f"{measure} error" for measure in CELL_MEASURES),
    *(f"worst {measure}" for measure in CELL_MEASURES),
)
DIABETES_FEATURES = ("age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6")
PIXELS = tuple(f"pixel_{row}_{column}" for row in range(8) for column in range(8))


class Iris(Dataset):
    """150 iris flowers of three species, measured in four ways (Fisher, 1936)."""

    type, title, category = "iris", "Iris", DataCategory.BUNDLED

    def signature(self) -> Signature:
        return Signature((4,), "classification", 150, ("setosa", "versicolor", "virginica"), 1, IRIS_FEATURES)

    def source(self) -> Source:
        return Source(sources.iris, {})


class Wine(Dataset):
    """178 wines from three growers, measured in thirteen ways."""

    type, title, category = "wine", "Wine", DataCategory.BUNDLED

    def signature(self) -> Signature:
        return Signature((13,), "classification", 178, ("class_0", "class_1", "class_2"), 1, WINE_FEATURES)

    def source(self) -> Source:
        return Source(sources.wine, {})


class BreastCancer(Dataset):
    """569 breast tumors, malignant or benign, by thirty measurements of their cells."""

    type, title, category = "breast_cancer", "Breast cancer", DataCategory.BUNDLED

    def signature(self) -> Signature:
        return Signature((30,), "classification", 569, ("malignant", "benign"), 1, CANCER_FEATURES)

    def source(self) -> Source:
        return Source(sources.breast_cancer, {})


class Diabetes(Dataset):
    """442 patients: ten measurements, and how far their diabetes progressed within a year."""

    type, title, category = "diabetes", "Diabetes", DataCategory.BUNDLED

    def signature(self) -> Signature:
        return Signature((10,), "regression", 442, feature_names=DIABETES_FEATURES)

    def source(self) -> Source:
        return Source(sources.diabetes, {})


class Digits(Dataset):
    """1,797 handwritten digits of 8×8 pixels."""

    type, title, category = "digits", "Digits 8×8", DataCategory.BUNDLED

    rows_as: Literal["image", "flat"] = param(
        "image", "Rows as", help="An image (1, 8, 8) for convolutions, or 64 numbers for dense layers."
    )

    def signature(self) -> Signature:
        digits = tuple(map(str, range(10)))
        if self.rows_as == "image":
            return Signature((1, 8, 8), "classification", 1797, digits)
        return Signature((64,), "classification", 1797, digits, feature_names=PIXELS)

    def source(self) -> Source:
        return Source(sources.digit_images if self.rows_as == "image" else sources.digit_rows, {})
