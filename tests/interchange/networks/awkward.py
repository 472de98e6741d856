"""Modules that are written in many ways, each small: what they become is said in the tests."""

import torch
from torch import nn
from torch.nn import functional


class Lists(nn.Module):
    """Layers in a list and in a dict, called in a loop."""

    def __init__(self):
        super().__init__()
        self.steps = nn.ModuleList([nn.Linear(6, 6) for _ in range(3)])
        self.named = nn.ModuleDict({"bend": nn.Tanh(), "end": nn.Linear(6, 2)})

    def forward(self, x):
        for step in self.steps:
            x = step(x).relu()
        return self.named["end"](self.named["bend"](x))


class InPlace(nn.Module):
    """Skip connections and activations that change their tensor."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, 8, 3, padding=1)
        self.second = nn.Conv2d(8, 8, 3, padding=1)
        self.head = nn.Linear(8, 2)

    def forward(self, x):
        x = torch.relu_(self.first(x))
        y = self.second(x)
        y += x
        y.relu_()
        return self.head(y.mean([2, 3]))


class Sequences(nn.Module):
    """Features first for convolutions, last for the LSTM."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(4, 6, 3, padding=1)
        self.pool = nn.MaxPool1d(2)
        self.lstm = nn.LSTM(6, 5, num_layers=2, bidirectional=True, batch_first=True)
        self.head = nn.Linear(10, 3)

    def forward(self, x):
        x = self.pool(functional.relu(self.conv(x)))
        _, (h, _) = self.lstm(x.transpose(1, 2))
        return self.head(torch.cat([h[-2], h[-1]], dim=1))


class FlatSequences(nn.Module):
    """A sequence whose features come first in one row: the Dense behind it takes them in the drawing's order."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(3, 4, 3)
        self.head = nn.Linear(4 * 10, 3)

    def forward(self, x):
        return functional.log_softmax(self.head(self.conv(x).flatten(1)), dim=-1)


class StepsFirst(nn.Module):
    """An LSTM that takes the steps of a sequence first, and starts from zeros that it is given."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(4, 5)
        self.head = nn.Linear(5, 2)

    def forward(self, x):
        x = x.permute(1, 0, 2)
        start = x.new_zeros(1, x.size(1), 5)
        out, _ = self.lstm(x, (start, torch.zeros_like(start)))
        return self.head(out[-1])


class Squeeze(nn.Module):
    """Channels weighted by a gate (squeeze and excitation), with views."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, stride=2, padding=1)
        self.fc1, self.fc2 = nn.Linear(8, 4), nn.Linear(4, 8)

    def forward(self, x):
        x = self.conv(x)
        gate = functional.adaptive_avg_pool2d(x, 1).view(x.size(0), -1)
        gate = torch.sigmoid(self.fc2(functional.relu(self.fc1(gate))))
        return (x * gate[:, :, None, None]).amax(dim=(2, 3))


class Shared(nn.Module):
    """One module that is called twice."""

    def __init__(self):
        super().__init__()
        self.layer, self.act = nn.Linear(5, 5), nn.ReLU()

    def forward(self, x):
        return self.act(self.layer(self.act(self.layer(x))))


class ChannelsLast(nn.Module):
    """A Linear over the channels of an image, as ConvNeXt has it."""

    def __init__(self):
        super().__init__()
        self.conv, self.mix = nn.Conv2d(3, 6, 3, padding=1, groups=3), nn.Linear(6, 5)

    def forward(self, x):
        return self.mix(self.conv(x).permute(0, 2, 3, 1)).permute(0, 3, 1, 2).mean((-2, -1))


class Windows(nn.Module):
    """A Linear on rows and steps together, and an average over windows."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(30, 8)
        self.mix, self.norm = nn.Linear(8, 6), nn.BatchNorm1d(6)

    def forward(self, codes):
        x = self.embed(codes.long())
        rows, steps, features = x.shape
        x = self.norm(self.mix(x.reshape(rows * steps, features))).view(rows, steps, -1)
        return x.max(dim=1).values if False else torch.amax(x, 1)


class Attention(nn.Module):
    """Attention with a skip connection, and cross attention."""

    def __init__(self):
        super().__init__()
        self.own = nn.MultiheadAttention(8, 2, batch_first=True)
        self.cross = nn.MultiheadAttention(8, 4, batch_first=True)
        self.norm = nn.LayerNorm(8)

    def forward(self, x, context):
        x = self.norm(x + self.own(x, x, x, need_weights=False)[0])
        return self.cross(x, context, context)[0]


class TwoEnds(nn.Module):
    """Two inputs and two outputs by name."""

    def __init__(self):
        super().__init__()
        self.left, self.right = nn.Linear(3, 4), nn.Linear(2, 4)
        self.one, self.two = nn.Linear(8, 2), nn.Linear(8, 1)

    def forward(self, left, right):
        both = torch.cat((self.left(left), self.right(right)), dim=1)
        return {"one": self.one(both), "two": self.two(both)}


class Unknown(nn.Module):
    """What has no layer: instance norm with running means, sorted channels; a number and a parameter have one."""

    def __init__(self):
        super().__init__()
        self.conv, self.norm = (
            nn.Conv2d(3, 8, 3, padding=1),
            nn.InstanceNorm2d(8, affine=True, track_running_stats=True),
        )
        self.scale = nn.Parameter(torch.ones(8, 1, 1))
        self.head = nn.Linear(8, 2)

    def forward(self, x):
        x = self.norm(self.conv(x)) * self.scale
        left, right = x.sort(dim=1)
        return self.head((left * right * 2.0).mean((2, 3)))


class Settings(nn.Module):
    """Settings that a layer does not have."""

    def __init__(self):
        super().__init__()
        self.bend = nn.RReLU()
        self.norm = nn.BatchNorm2d(1, momentum=None)
        self.pool = nn.AdaptiveMaxPool2d(5)
        self.drop = nn.Dropout2d(0.2)
        self.head = nn.Linear(5 * 5, 2)

    def forward(self, x):
        return self.head(self.drop(self.pool(self.norm(self.bend(x)))).flatten(1))


class Normed(nn.Module):
    """Weights that are computed from others."""

    def __init__(self):
        super().__init__()
        self.first = nn.utils.parametrizations.weight_norm(nn.Linear(4, 5))
        self.second = nn.Linear(5, 2)
        self.double()

    def forward(self, x):
        return self.second(torch.tanh(self.first(x)))


class Dense(nn.Module):
    """Every layer gets what all before it have found (DenseNet); the first of them gets it alone."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 4, 3, padding=1)
        self.layers = nn.ModuleList(
            [nn.Sequential(nn.BatchNorm2d(4 * n), nn.ReLU(inplace=True), nn.Conv2d(4 * n, 4, 1)) for n in (1, 2)]
        )
        self.head = nn.Linear(12, 2)

    def forward(self, x):
        found = [self.stem(x)]
        for layer in self.layers:
            found.append(layer(torch.cat(found, 1)))
        return self.head(torch.cat(found, 1).mean((2, 3)))


class OtherEpsilon(nn.Module):
    """Batch norm with another epsilon, and an activation that a ReLU comes close to."""

    def __init__(self):
        super().__init__()
        self.conv, self.norm, self.act = nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4, momentum=None), nn.ReLU6()
        self.head = nn.Linear(4 * 6 * 6, 10)
        nn.init.constant_(self.norm.bias, 0.5)

    def forward(self, x):
        return self.head(self.act(self.norm(self.conv(x))).flatten(1))


class StatesByLayer(nn.Module):
    """Last states with an axis for layers and one for directions."""

    def __init__(self):
        super().__init__()
        self.gru, self.head = nn.GRU(4, 5, 2, batch_first=True, bidirectional=True), nn.Linear(10, 2)

    def forward(self, x):
        last = self.gru(x)[1].view(2, 2, x.shape[0], 5)[-1]
        return self.head(torch.cat((last[0], last[1]), dim=-1))


class OwnWeights(nn.Module):
    """Parameters of its own in functions."""

    def __init__(self):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.randn(5, 4)), nn.Parameter(torch.zeros(5))
        self.list = nn.ParameterList([torch.randn(5, 3)])

    def forward(self, x):
        return functional.elu(functional.linear(x, self.weight, self.bias), alpha=0.5) @ self.list[0]
