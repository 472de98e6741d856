"""What the lab says: what it measures, by which formula, and what the figures mean."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netbuilder.experiments.sweep.double_descent import peak
from netbuilder.experiments.sweep.sweep import least, reading
from netbuilder.experiments.wording import in_zero_one, left_out, with_error
from ui.lab.findings import Findings, Setting
from ui.language.text import shown, typeset

if TYPE_CHECKING:
    from netbuilder.experiments.decomposition import Terms
    from netbuilder.project.project import Project

translate = QCoreApplication.translate


def verdict(findings: Findings, chosen: int) -> tuple[str, str]:
    """What the experiment was for: in a few words, and with its figures. What is known so far, while it runs."""
    if findings.is_over and findings.stopped and not any(one.terms for one in findings.settings):
        return translate("Lab", "Stopped"), translate("Lab", "Nothing had been measured yet.")
    if findings.plan.hyperparameter is not None and (findings.is_over or len(findings.points) > 1):
        return _of_sweep(findings, chosen)
    terms = _chosen_terms(findings, chosen)
    return _of_terms(terms) if terms is not None else ("", "")


def _chosen_terms(findings: Findings, chosen: int) -> Terms | None:
    """The terms of the setting that is seen closely, if there are any."""
    return findings.settings[chosen].terms if chosen < len(findings.settings) else None


def _heading(found: str) -> str:
    """A reading, as a heading."""
    return {
        "high variance": translate("Lab", "High variance"),
        "high bias": translate("Lab", "High bias"),
        "high bias or noise": translate("Lab", "High bias or noise"),
        "too few rows": translate("Lab", "Too few rows for this network"),
        "neither": translate("Lab", "Low bias, low variance"),
        "not enough resamples to tell": translate("Lab", "Not enough resamples to tell"),
    }[found]


def _of_terms(terms: Terms) -> tuple[str, str]:
    """What is wrong with the network."""
    if terms.members < 2:
        return _alone()
    words = {
        "high bias": translate(
            "Lab",
            "What the networks get wrong together (bias² {bias2}) outweighs their disagreement (variance {variance}). "
            "A larger network, or more epochs, can help.",
        ),
        "high bias or noise": translate(
            "Lab",
            "What the networks get wrong together (bias² and noise {bias2}) outweighs their disagreement (variance "
            "{variance}). A larger network may help, unless it is noise.",
        ),
        "too few rows": translate(
            "Lab",
            "The networks fit their training rows (training error {training_error}), but get other points wrong "
            "together (bias² {bias2}): so few rows do not determine such a network. More rows or a smaller network can "
            "help, a larger one cannot.",
        ),
        "high variance": translate(
            "Lab",
            "The networks' disagreement (variance {variance}) outweighs what they get wrong together (bias² {bias2}). "
            "More rows, a smaller network, fewer epochs or more regularization can help.",
        ),
        "neither": translate(
            "Lab", "Bias² ({bias2}) and variance ({variance}) are small: most of the test error is noise."
        ),
        "not enough resamples to tell": translate(
            "Lab", "Bias² {bias2} and variance {variance} are too close to tell apart. Use more networks."
        ),
    }
    names = ("bias2", "variance", "training_error")
    said = {name: _together(getattr(terms, name), terms.standard_errors.get(name)) for name in names}
    found = reading(terms)
    return _heading(found), words[found].format(**said)


def _alone() -> tuple[str, str]:
    return (
        translate("Lab", "One network has no variance"),
        translate("Lab", "Bias² and variance cannot be told apart. Use at least 2 networks, preferably 50."),
    )


def _of_sweep(findings: Findings, chosen: int) -> tuple[str, str]:
    best, is_clear = least(findings.points)
    if best is None or best.terms is None:
        terms = _chosen_terms(findings, chosen)
        return _of_terms(terms) if terms is not None else (translate("Lab", "Nothing could be measured"), "")
    if findings.plan.is_learning_curve:
        return _of_learning_curve(findings)
    setting = next(one for one in findings.settings if one.point is best)
    is_drawn = setting.number == findings.drawn
    heading = translate("Lab", "Best unchanged, at {value}") if is_drawn else translate("Lab", "Best at {value}")
    said = [translate("Lab", "The test error is lowest there: {error}.").format(error=_error(best.terms))]
    drawn = next((one for one in findings.settings if one.number == findings.drawn and one.is_whole), None)
    if drawn is not None and drawn.terms is not None and drawn is not setting:
        as_drawn = translate("Lab", "Unchanged, at {value}, it is {error}.")
        said.append(as_drawn.format(value=words_of(drawn), error=_error(drawn.terms)))
    if not is_clear and len(findings.points) > 1:
        said.append(translate("Lab", "There are not enough resamples to tell it from all others."))
    top = peak(findings.plan.hyperparameter or "", findings.points)
    if top is not None:
        again = translate("Lab", "Beyond the peak at {value} it falls again: double descent.")
        if top.beyond and not top.double_descent:
            again = translate(
                "Lab",
                "Beyond the peak at {value} it falls again at one value where the networks fit all their training "
                "rows. Measure more values beyond it to tell whether it is double descent.",
            )
        elif not top.double_descent:
            again = translate(
                "Lab",
                "Beyond the peak at {value} it falls again, but the networks do not fit all their training rows "
                "there, so this is not double descent.",
            )
        said.append(again.format(value=top.value))
    return heading.format(value=words_of(setting)), " ".join(said)


def _of_learning_curve(findings: Findings) -> tuple[str, str]:
    """The reading of the gap between the two errors, where the most rows were."""
    last = max((one for one in findings.settings if one.is_whole), key=lambda one: one.number)
    terms = last.terms
    if terms is None or terms.members < 2:
        return _alone()
    words = {
        "too few rows": translate(
            "Lab",
            "The networks fit their training rows, but get other points wrong together: more rows would help, a larger "
            "network would not.",
        ),
        "high variance": translate(
            "Lab", "The networks' disagreement outweighs what they get wrong together: more rows would help."
        ),
        "high bias": translate(
            "Lab",
            "What the networks get wrong together outweighs their disagreement: a larger network can help more than "
            "more rows.",
        ),
        "high bias or noise": translate(
            "Lab",
            "What the networks get wrong together outweighs their disagreement: unless it is noise, a larger network "
            "can help more than more rows.",
        ),
        "neither": translate("Lab", "Most of it is noise: neither more rows nor a larger network would help much."),
        "not enough resamples to tell": translate(
            "Lab", "Bias² and variance are too close to tell apart. Use more networks."
        ),
    }
    found = reading(terms)
    text = translate("Lab", "With {rows} rows the test error is {test}, the training error {training}.")
    said = text.format(
        rows=words_of(last),
        test=_error(terms),
        training=_together(terms.training_error, terms.standard_errors.get("training_error")),
    )
    return _heading(found), f"{said} {words[found]}"


def more(findings: Findings, chosen: int) -> list[str]:
    """All that must be known besides: notes, what was left out, and 0-1 loss at the setting that is seen closely."""
    hyperparameter = findings.plan.hyperparameter
    if findings.plan.words is not None:
        hyperparameter = shown(findings.plan.words)
    said = [shown(note) for note in findings.notes]
    if findings.is_over and findings.stopped and any(one.terms for one in findings.settings):
        said.append(translate("Lab", "Stopped early: these numbers cover what was done by then."))
    for point in findings.points:
        said += [shown(message) for message in left_out(hyperparameter, point)]
    seen = findings.settings[chosen].point if chosen < len(findings.settings) else None
    return said if seen is None else [*said, *(shown(message) for message in in_zero_one(hyperparameter, seen))]


def definitions(findings: Findings | None) -> str:
    """What is shown, by its formula, as rich text; for the loss of the data that were measured, or for all."""
    signature = findings.places.scene.signature if findings is not None and findings.places is not None else None
    known = findings is None or findings.knows_truth
    parts = [
        translate(
            "Lab",
            "The network is trained on many training sets. At each test point, f are the predictions of the trained "
            "networks, f̄ is their mean, t the expected target, y the observed one.",
        )
    ]
    if signature is None or not signature.classes:
        parts.append(_formula(translate("Lab", "Squared error"), "(f − y)²"))
    if signature is None or signature.classes:
        brier = translate("Lab", "Brier score: the squared error of the probabilities, summed over the classes")
        parts.append(_formula(brier, "Σ (p − y)²"))
    if known:
        parts += [
            _formula(translate("Lab", "Bias²: how far the mean is from the truth"), "(f̄ − t)²"),
            _formula(translate("Lab", "Variance: how far networks are from their mean"), "E (f − f̄)²"),
            _formula(translate("Lab", "Noise: what cannot be predicted"), "E (t − y)²"),
            _formula(translate("Lab", "Together"), translate("Lab", "bias² + variance + noise = expected test error")),
        ]
    else:
        parts += [
            _formula(translate("Lab", "Bias² + noise: how far the mean is from the observed target"), "(f̄ − y)²"),
            _formula(translate("Lab", "Variance: how far networks are from their mean"), "E (f − f̄)²"),
            translate("Lab", "These are real rows: t is unknown, so bias² and noise cannot be told apart."),
        ]
    if signature is None or signature.classes:
        parts.append(
            translate(
                "Lab",
                "0-1 loss after Domingos (2000): bias is where most networks are wrong, variance where a network "
                "differs from most.",
            )
        )
    parts.append(
        translate(
            "Lab",
            "± is the standard error over networks, wider where they are few: twice as much to either side holds the "
            "true number in about 95 of 100 experiments. Estimates are unbiased: a bias² near zero may come out "
            "negative. "
            "Geman, Bienenstock & Doursat (1992).",
        )
    )
    return "".join(f'<p style="margin:0 0 7px 0">{part}</p>' for part in parts)


def _formula(words: str, formula: str) -> str:
    return f"{words}<br><b>{formula}</b>"


def _error(terms: Terms) -> str:
    return _together(terms.test_error, terms.standard_errors.get("test_error"))


def _together(value: float, error: float | None) -> str:
    """A number and its error, between which no line breaks."""
    return typeset(with_error(value, error)).replace(" ", "\N{NO-BREAK SPACE}")


def words_of(setting: Setting) -> str:
    """The value of a setting as users read it."""
    if setting.value is None:
        return typeset(f"{setting.number:g}") if math.isfinite(setting.number) else translate("Lab", "off")
    return typeset(f"{setting.value:g}") if isinstance(setting.value, float) else str(setting.value)


def difference(findings: Findings, project: Project) -> str:
    """That the figures are of the project as it was, where it has been edited since."""
    then = findings.plan.project
    same = then.graph.essence == project.graph.essence and then.data == project.data
    if same and then.training == project.training.with_(seed=then.training.seed):
        return ""
    return translate("Lab", "The project has been edited since. These numbers describe the project as it was.")
