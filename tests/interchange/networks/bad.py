"""Modules that cannot be drawn, each for a reason of its own."""

import os
import sys
import time

import torch
from torch import nn


class Small(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer, self.other = nn.Linear(4, 3), nn.Linear(4, 3)


class Raises(Small):
    def forward(self, x):
        raise ZeroDivisionError("the module's own error")


class Hangs(Small):
    def forward(self, x):
        while True:
            time.sleep(0.01)


class Ends(Small):
    def forward(self, x):
        os._exit(3)


class Leaves(Small):
    def forward(self, x):
        sys.exit("good bye")


class Branches(Small):
    def forward(self, x):
        return self.layer(x) if x.sum() > 0 else self.other(x)


class Frozen(Small):
    def forward(self, x):
        return self.layer(x) if x.sum() > -1e9 else self.other(x)


class Selects(Small):
    def forward(self, x):
        return self.layer(x[x[:, 0] > 0])


class Constant(Small):
    def forward(self, x):
        return torch.ones(3)


class Words(Small):
    def forward(self, x):
        return "no tensor"


class Speaks(Small):
    def forward(self, x):
        sys.stdout.write("on standard output\n")
        return self.layer(x)


class NeedsSizes(nn.Module):
    def __init__(self, width, depth):
        super().__init__()
        self.layer = nn.Linear(width, depth)


class NoLayers(nn.Module):
    def forward(self, x, y):
        return torch.relu(x + y)


def number():
    return 42
