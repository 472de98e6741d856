"""The figures of the lesson over eight seeds: fifteen flowers overfit, and dropout and weight decay each help."""

from __future__ import annotations

import samples
from netbuilder.diagnosis.verdict import verdict
from netbuilder.files.read import read
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.layer_edits import put_behind
from netbuilder.project.project import Project
from netbuilder.runs.repeats import Repeats, Summary, summary
from netbuilder.runs.results import result
from netbuilder.training.trainer import Training


def repeated(project: Project) -> Summary:
    results, overfitting = [], 0
    for one in Repeats(project).projects():
        training = Training(one)
        list(training.run())
        results.append(result(training.records))
        overfitting += verdict(training).state == "overfitting"
    return summary(results, overfitting)


def test_fifteen_flowers_overfit_and_dropout_and_weight_decay_each_help() -> None:
    flowers = read(samples.path("iris_15_rows"))
    plain = repeated(flowers)
    silenced = repeated(put_behind(flowers, "relu_1", layer_types()["dropout"]()))
    decayed = repeated(edits.set_training(flowers, weight_decay=0.01))
    assert plain.overfitting is not None
    assert plain.overfitting >= 7
    assert plain.end is not None
    assert silenced.end is not None
    assert decayed.end is not None
    assert 0.30 < plain.end.mean < 0.40
    assert silenced.end.mean < 0.9 * plain.end.mean
    assert decayed.end.mean < 0.5 * plain.end.mean
    assert decayed.overfitting == 0
