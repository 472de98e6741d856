"""Damaged files of weights, of the optimizer and of random numbers."""

from __future__ import annotations

import json
import random
import struct
from collections.abc import Callable
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from tests.runs.damage_places import Act
from tests.runs.damage_texts import DEEP, swapped


def rewritten(file: Path, change: Callable[[dict[str, torch.Tensor], dict[str, str]], object]) -> None:
    """Write a file again with its tensors, and the values beside them, changed."""
    tensors = {name: tensor.clone() for name, tensor in load_file(file).items()}
    (size,) = struct.unpack("<Q", file.read_bytes()[:8])
    metadata = json.loads(file.read_bytes()[8 : 8 + size]).get("__metadata__", {})
    change(tensors, metadata)
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, file, metadata=metadata)


def tensor_renamed(file: Path, chance: random.Random) -> None:
    def change(tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
        name = chance.choice(sorted(tensors))
        others = ["x", "weights/x", "optimizer/999.exp_avg", "optimizer/-1.step", "optimizer/x.y", "a\nb", name + ".x"]
        tensors[chance.choice(others)] = tensors.pop(name)

    rewritten(file, change)


def tensor_of_another_type(file: Path, chance: random.Random) -> None:
    kinds = (torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.uint8, torch.bool, torch.complex64)

    def change(tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
        kind = chance.choice(kinds)
        for name in chance.sample(sorted(tensors), chance.choice([1, len(tensors)])):
            tensors[name] = tensors[name].to(kind)

    rewritten(file, change)


def tensor_of_another_shape(file: Path, chance: random.Random) -> None:
    shapes: tuple[Callable[[torch.Tensor], torch.Tensor], ...] = (
        lambda tensor: tensor.flatten()[0] if tensor.numel() else tensor.sum(),
        lambda tensor: tensor[None],
        lambda tensor: tensor.flatten(),
        lambda tensor: tensor.flatten()[:0],
        lambda tensor: tensor.transpose(0, -1) if tensor.dim() else tensor[None, None],
        lambda tensor: tensor[:1] if tensor.dim() else tensor,
        lambda tensor: torch.cat([tensor, tensor]) if tensor.dim() else tensor,
        lambda tensor: torch.zeros(2**20),
    )

    def change(tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
        shape = chance.choice(shapes)
        for name in chance.sample(sorted(tensors), chance.choice([1, len(tensors)])):
            tensors[name] = shape(tensors[name])

    rewritten(file, change)


def tensor_lost_or_added(file: Path, chance: random.Random) -> None:
    def change(tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
        if chance.random() < 0.7:
            for name in chance.sample(sorted(tensors), chance.choice([1, 1, len(tensors)])):
                del tensors[name]
        else:
            added = chance.choice(["x", "weights/x", "best/x", "random/x", "random/cuda", "optimizer/0.x", "other/x"])
            tensors[added] = torch.zeros(chance.choice([(), (3,), (6, 3)]))

    rewritten(file, change)


def numbers_out_of_range(file: Path, chance: random.Random) -> None:
    def change(tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
        odd = chance.choice([float("nan"), float("inf"), 3e38, -3e38, 1e-45])
        for tensor in tensors.values():
            if tensor.is_floating_point():
                tensor.fill_(odd)

    rewritten(file, change)


def random_states(file: Path, chance: random.Random) -> None:
    def change(tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
        for name in [name for name in tensors if name.startswith("random/")]:
            state = tensors[name]
            tensors[name] = chance.choice(
                [state.float(), state[:-1], torch.zeros_like(state), torch.full_like(state, 255), state[None], state[0]]
            )

    rewritten(file, change)


def plain_value(file: Path, chance: random.Random) -> None:
    def change(tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
        metadata["netbuilder"] = swapped(json.loads(metadata.get("netbuilder", "{}")), chance)

    rewritten(file, change)


def plain_values_lost(file: Path, chance: random.Random) -> None:
    def change(tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
        other = chance.choice([None, "", "{", "[]", "7", "[" * DEEP, "{}"])
        metadata.pop("netbuilder", None)
        if other is not None:
            metadata["netbuilder"] = other

    rewritten(file, change)


def epochs_listed_otherwise(file: Path, chance: random.Random) -> None:
    lists = (
        [],
        [1, 1, 1, 1, 1, 1],
        [6, 5, 4, 3, 2, 1],
        [-1, 0, 1, 2, 3, 4],
        [1, 2],
        list(range(10**5)),
        [True] * 6,
        [10**30],
    )

    def change(tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
        listed = chance.choice(lists)
        metadata["netbuilder"] = json.dumps({"epochs": listed, "epoch": chance.choice([-1, 0, 7, 10**30, True, 2.0])})

    rewritten(file, change)


def header_lies(file: Path, chance: random.Random) -> None:
    data = file.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    head = data[8 : 8 + size]
    kind = chance.choice(["length", "offset", "shape", "deep", "empty"])
    if kind == "length":
        file.write_bytes(
            struct.pack("<Q", chance.choice([0, 1, size - 1, size + 1, 2**32, 2**63, 2**64 - 1])) + data[8:]
        )
        return
    document = json.loads(head)
    name = next(name for name in document if name != "__metadata__")
    if kind == "offset":
        document[name]["data_offsets"] = chance.choice([[0, 2**50], [-1, 3], [4, 0], [0, 0], []])
    elif kind == "shape":
        document[name]["shape"] = chance.choice([[2**31, 2**31], [-1], [2**63], "x", [0], [[1]]])
    text = json.dumps(document).encode()
    if kind == "deep":
        text = b'{"x":' * DEEP + b"1" + b"}" * DEEP
    elif kind == "empty":
        text = b"{}"
    file.write_bytes(struct.pack("<Q", len(text)) + text + data[8 + size :])


TENSOR_ACTS: tuple[Act, ...] = (
    *(tensor_renamed, tensor_of_another_type, tensor_of_another_shape, tensor_lost_or_added, numbers_out_of_range),
    *(random_states, plain_value, plain_value, plain_values_lost, epochs_listed_otherwise, header_lies),
)
