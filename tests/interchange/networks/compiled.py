"""Modules that torch compiles, or has compiled."""

import torch
from torch import nn


@torch.compile
def bent(x):
    """A function that is compiled."""
    return torch.relu(x) * 2


class Compiled(nn.Module):
    """A function that is compiled is run as it is."""

    def __init__(self):
        super().__init__()
        self.entry = nn.Linear(3, 2)

    def forward(self, x):
        return bent(self.entry(x))


def compiled():
    """A module that is compiled."""
    return torch.compile(nn.Sequential(nn.Linear(3, 2), nn.ReLU()))


def scripted():
    """A module of TorchScript."""
    return torch.jit.script(nn.Sequential(nn.Linear(3, 2), nn.ReLU()))
