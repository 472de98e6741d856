"""Recurrent networks whose last states are used in every way, or given to others."""

import torch
from torch import nn


class Read(nn.Module):
    """The states of all layers and directions, picked, viewed, joined and averaged."""

    def __init__(self):
        super().__init__()
        self.both = nn.GRU(5, 6, num_layers=2, bidirectional=True, batch_first=True)
        self.deep = nn.LSTM(5, 6, num_layers=3, batch_first=True)
        self.head = nn.Linear(36, 3)

    def forward(self, x):
        _, both = self.both(x)
        _, (deep, _) = self.deep(x)
        apart = both.view(2, 2, x.size(0), 6)
        picked = torch.cat([apart[-1, 0], apart[0, 1], both[0] + both[3]], -1)
        return self.head(torch.cat([picked, deep.mean(0), deep.permute(1, 0, 2).reshape(x.size(0), -1)[:, :12]], 1))


class Handed(nn.Module):
    """The stacked states of one network become those of another; states that are given, and given back."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.GRU(4, 6, 2, batch_first=True)
        self.decoder = nn.GRU(3, 6, 2, batch_first=True)
        self.bridge, self.both = nn.GRU(4, 3, batch_first=True, bidirectional=True), nn.GRU(3, 6, batch_first=True)

    def forward(self, x, y, state):
        _, last = self.encoder(x, state)
        steps, last = self.decoder(y, last)
        _, sides = self.bridge(x)
        joined, _ = self.both(y, torch.cat([sides[0], sides[1]], 1).unsqueeze(0))
        return steps + joined, last


class Cells(nn.Module):
    """The cells of LSTMs, stacked and both ways: used as values, and handed on with the states."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.LSTM(4, 5, 2, batch_first=True, dropout=0.1)
        self.decoder = nn.LSTM(3, 5, 2, batch_first=True)
        self.both, self.head = nn.LSTM(4, 3, bidirectional=True), nn.Linear(11, 2)

    def forward(self, x, y):
        _, last = self.encoder(x)
        steps, (_, cell) = self.decoder(y, last)
        _, (_, sides) = self.both(x.transpose(0, 1))
        return steps, self.head(torch.cat([cell[-1], sides[0], sides[1]], 1))


class Places(nn.Module):
    """What is no number leaves the network beside what is."""

    def forward(self, x):
        return x.max(1).values, x.max(1).indices


class Last(nn.Module):
    """The cell of an LSTM after its last step, and what it gave at each."""

    def __init__(self):
        super().__init__()
        self.steps = nn.LSTM(2, 3, batch_first=True)

    def forward(self, x):
        steps, (_, cell) = self.steps(x)
        return steps, cell[0]
