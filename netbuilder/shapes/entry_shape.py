"""The shape that enters the network: that of the data, or of the columns that an input layer takes."""

from __future__ import annotations

from netbuilder.data.base import Signature
from netbuilder.layers.base import Layer, Shape, describe
from netbuilder.layers.shape_error import ShapeError


def entry_shape(layer: Layer, signature: Signature | None) -> Shape:
    """The shape of an input layer for data of this signature. Raises ShapeError where they disagree."""
    columns = layer.values().get("columns", "")
    if signature is None:
        return layer.shape()
    if layer.of_targets:
        return _target_shape(layer, signature)
    if columns:
        return (len(chosen_columns(columns, signature.features)),)
    if layer.values().get("sizes") and (shape := layer.shape()) != signature.features:
        raise ShapeError(
            "Its shape is {shape}, but the data have {features} per row. "
            "Clear its shape to follow the data, or choose other data.",
            shape=describe(shape),
            features=describe(signature.features),
        )
    return signature.features


def own_shape(layer: Layer) -> tuple[Shape, ...]:
    """The shape that was typed for an input layer, which a network can be drawn with before there are data for it.

    Empty where none was, or where some columns of the data enter.
    """
    values = layer.values()
    if values.get("columns") or not values.get("sizes") or min(values["sizes"]) < 1:
        return ()
    return (layer.shape(),)


def _target_shape(layer: Layer, signature: Signature) -> Shape:
    if layer.values()["form"] != "one-hot":
        return () if signature.classes else (signature.targets,)
    if not signature.classes:
        raise ShapeError("One-hot is for classes, but the target of the data is numeric. Choose as they are.")
    return (len(signature.classes),)


def chosen_columns(text: str, features: Shape) -> tuple[int, ...]:
    """The feature numbers, counted from 0, that a text such as "0:2" or "0, 3" names.

    Raises ShapeError where the text is none of these or names a feature that is not there.
    """
    if len(features) != 1:
        raise ShapeError(
            "Columns can be chosen only from rows of numbers, but the data have {features} per row. Clear its columns.",
            features=describe(features),
        )
    count = features[0]
    try:
        if ":" in text:
            start, _, stop = text.partition(":")
            chosen = tuple(range(int(start or 0), int(stop or count)))
        else:
            chosen = tuple(int(part) for part in text.split(","))
    except ValueError as error:
        raise ShapeError(
            "Its columns must be a range such as 0:2 or a list such as 0, 3, but they are “{text}”.", text=text
        ) from error
    if not chosen or min(chosen) < 0 or max(chosen) >= count:
        raise ShapeError(
            "Its columns “{text}” must be between 0 and {last}: the data have {count} features.",
            text=text,
            last=count - 1,
            count=count,
        )
    return chosen
