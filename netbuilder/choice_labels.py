"""What users read of a choice: its proper name, or the word in the file with a capital letter."""

from __future__ import annotations

from collections.abc import Mapping

from netbuilder.messages import Message, say

LABELS: Mapping[str, Message] = {
    "sgd": say("SGD"),
    "rmsprop": say("RMSProp"),
    "adamw": say("AdamW"),
    "nll": say("Negative log-likelihood"),
    "mse": say("Mean squared error"),
    "mae": say("Mean absolute error"),
    "huber": say("Huber loss"),
    "cpu": say("CPU"),
    "1/sqrt(n)": say("1/√n"),
    "he uniform": say("He, uniform"),
    "he normal": say("He, normal"),
    "xavier uniform": say("Xavier, uniform"),
    "xavier normal": say("Xavier, normal"),
    "utf-8": say("UTF-8"),
    "utf-16": say("UTF-16"),
    "windows-1252": say("Windows-1252"),
    "mac-roman": say("Mac Roman"),
    "shift-jis": say("Shift JIS"),
    "utf-8 and windows-1252": say("UTF-8 and Windows-1252"),
    "cuda": say("CUDA"),
    "mps": say("MPS"),
}
"""Choices whose name is more than the word in the file."""


def choice_label(choice: str) -> Message:
    """The title of a choice, in a form, on a button and in a sentence alike."""
    return LABELS.get(choice) or say(choice[:1].upper() + choice[1:])
