"""Runs networks of tensors in one language: ``python tensor_child.py FOLDER LANGUAGE``."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import numpy


def main(folder: Path, language: str) -> None:
    """Answer every job of the folder."""
    for path in sorted(folder.glob("*.job.npz")):
        name = path.name.removesuffix(".job.npz")
        with numpy.load(path) as job:
            arrays = dict(job)
        network = _imported(folder / f"{name}.py")
        weights = {key[2:]: value for key, value in arrays.items() if key.startswith("w:")}
        entries = [arrays[f"x:{at}"] for at in range(sum(key.startswith("x:") for key in arrays))]
        ways = [arrays[f"way:{at}"] for at in range(sum(key.startswith("way:") for key in arrays))]
        calm = {"training": False} if network.IN_TRAINING else {}
        outputs, slopes = _COMPUTED[language](network, weights, entries, ways, calm)
        answers = {f"out:{at}": numpy.asarray(out) for at, out in enumerate(outputs)}
        answers |= {f"grad:{key}": slope for key, slope in slopes.items()}
        numpy.savez(folder / f"{name}.answers.npz", **answers)


def _imported(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _entering(entries: list[Any]) -> Any:
    return entries[0] if len(entries) == 1 else entries


def _numpy(network: Any, weights: Any, entries: Any, ways: Any, calm: Any) -> Any:
    params = network.starting_values(numpy.random.default_rng(0))
    assert all(params[name].shape == weights[name].shape for name in params)
    *outputs, kept = network.forward(weights, entries if len(entries) > 1 else entries[0], **calm)
    slopes: dict[str, Any] = {}
    network.backward(*ways, kept, slopes)
    return outputs, slopes


def _torch(network: Any, weights: Any, entries: Any, ways: Any, calm: Any) -> Any:
    import torch

    params = network.starting_values()
    for name, value in params.items():
        with torch.no_grad():
            value.copy_(torch.from_numpy(numpy.asarray(weights[name])))
    result = network.forward(params, _entering([torch.from_numpy(entry) for entry in entries]), **calm)
    outputs = list(result) if isinstance(result, tuple) else [result]
    total = sum((out * torch.from_numpy(way)).sum() for out, way in zip(outputs, ways, strict=True))
    learned = {name: value for name, value in params.items() if value.requires_grad}
    slopes = {}
    if learned and total.requires_grad:
        found = torch.autograd.grad(total, list(learned.values()), allow_unused=True)
        slopes = {name: slope.numpy() for name, slope in zip(learned, found, strict=True) if slope is not None}
    return [out.detach().numpy() for out in outputs], slopes


def _tf(network: Any, weights: Any, entries: Any, ways: Any, calm: Any) -> Any:
    import tensorflow as tf

    params = network.starting_values()
    for name, value in params.items():
        value.assign(weights[name])
    learned = {name: value for name, value in params.items() if value.trainable}
    with tf.GradientTape() as tape:
        result = network.forward(params, _entering([tf.constant(entry) for entry in entries]), **calm)
        outputs = list(result) if isinstance(result, tuple) else [result]
        total = sum(tf.reduce_sum(out * way) for out, way in zip(outputs, ways, strict=True))
    found = tape.gradient(total, learned)
    slopes = {name: tf.convert_to_tensor(slope).numpy() for name, slope in found.items() if slope is not None}
    return [out.numpy() for out in outputs], slopes


_COMPUTED = {"numpy": _numpy, "torch": _torch, "tf": _tf}

if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
