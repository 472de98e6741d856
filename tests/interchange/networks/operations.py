"""Networks that swap axes, take parts and add what they keep themselves."""

import torch
from torch import nn


class Mixer(nn.Module):
    """A block of an MLP-Mixer: dense layers along the patches, then along the channels."""

    def __init__(self):
        super().__init__()
        self.first, self.along = nn.LayerNorm(6), nn.Sequential(nn.Linear(5, 8), nn.GELU(), nn.Linear(8, 5))
        self.second, self.across = nn.LayerNorm(6), nn.Sequential(nn.Linear(6, 12), nn.GELU(), nn.Linear(12, 6))
        self.head = nn.Linear(6, 3)

    def forward(self, x):
        x = x + self.along(self.first(x).transpose(1, 2)).transpose(1, 2)
        x = x + self.across(self.second(x))
        return self.head(x.mean(1))


class Patches(nn.Module):
    """A small vision transformer: patches of an image as steps, with learned positions."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Conv2d(1, 8, 2, stride=2)
        self.places = nn.Parameter(torch.randn(1, 16, 8))
        self.layer = nn.TransformerEncoderLayer(8, 2, 16, dropout=0.0, batch_first=True)
        self.head = nn.Linear(8, 4)

    def forward(self, x):
        x = self.embed(x).flatten(2).transpose(1, 2) + self.places
        return self.head(self.layer(x)[:, 0])


class Halves(nn.Module):
    """A gate from one half of the features on the other, and a residual that is made smaller."""

    def __init__(self):
        super().__init__()
        self.mix, self.head = nn.Linear(6, 8), nn.Linear(4, 2)
        self.scale = nn.Parameter(torch.rand(4))

    def forward(self, x):
        x = self.mix(x)
        return self.head(torch.sigmoid(x[:, :4]) * x[:, 4:] * self.scale + 0.5 * x[:, ::2])


class Turned(nn.Module):
    """An image whose rows become its columns, as it leaves."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 3, 3, padding=1)

    def forward(self, x):
        return self.conv(x).permute(0, 1, 3, 2)


class Gram(nn.Module):
    """A product of the input with its own transpose."""

    def __init__(self):
        super().__init__()
        self.head = nn.Linear(4, 2)

    def forward(self, x):
        return self.head(x @ x.transpose(1, 2))


class Correlations(nn.Module):
    """The same with the transpose first, and with sizes by which the two cannot be told apart."""

    def __init__(self):
        super().__init__()
        self.head = nn.Linear(4, 2)

    def forward(self, x):
        return self.head(x.transpose(1, 2) @ x)


class Symmetric(nn.Module):
    """The input and its transpose beside each other, then added."""

    def forward(self, x):
        turned = x.transpose(1, 2)
        return torch.cat([turned, x], 1)[:, 1:5] * 2 + (turned + x)
