"""Networks that use the same weights several times."""

import torch
from torch import nn
from torch.nn.functional import linear


class TiedWords(nn.Module):
    """An output layer whose weights are those of the embedding."""

    def __init__(self):
        super().__init__()
        self.words, self.inner = nn.Embedding(9, 4), nn.Linear(4, 4)
        self.head = nn.Linear(4, 9)
        self.head.weight = self.words.weight

    def forward(self, x):
        return self.head(torch.tanh(self.inner(self.words(x))))


class Mirrored(nn.Module):
    """A decoder with the weights of the encoder, transposed."""

    def __init__(self):
        super().__init__()
        self.outer, self.inner = nn.Linear(7, 5), nn.Linear(5, 3)
        self.shift = nn.Parameter(torch.randn(7) * 0.1)

    def forward(self, x):
        x = torch.sigmoid(self.inner(torch.sigmoid(self.outer(x))))
        x = torch.sigmoid(linear(x, self.inner.weight.t()))
        return linear(x, self.outer.weight.transpose(0, 1), self.shift)


class Twins(nn.Module):
    """Two images through the same layers."""

    def __init__(self):
        super().__init__()
        self.tower = nn.Sequential(
            nn.Conv2d(1, 3, 3, padding=1),
            nn.GroupNorm(1, 3),
            nn.PReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(12, 4),
        )

    def forward(self, a, b):
        return (self.tower(a) - self.tower(b)).abs().sum(dim=1, keepdim=True)


class Readers(nn.Module):
    """Two texts through the same recurrent layer, in both directions."""

    def __init__(self):
        super().__init__()
        self.reader = nn.GRU(3, 4, batch_first=True, bidirectional=True)

    def forward(self, a, b):
        return (self.reader(a)[0][:, -1] * self.reader(b)[0].mean(dim=1)).sum(dim=1, keepdim=True)


class Layer(nn.Module):
    """Attention and two layers, with sums."""

    def __init__(self):
        super().__init__()
        self.attention = nn.MultiheadAttention(4, 2, batch_first=True)
        self.norm, self.one, self.other = nn.LayerNorm(4), nn.Linear(4, 6), nn.Linear(6, 4)

    def forward(self, x):
        x = x + self.attention(x, x, x, need_weights=False)[0]
        return self.norm(x + self.other(torch.relu(self.one(x))))


class InARow(nn.Module):
    """A layer of one's own, one of torch, and a single one, each three times in a row."""

    def __init__(self):
        super().__init__()
        self.own, self.single = Layer(), nn.Linear(4, 4)
        self.encoder = nn.TransformerEncoderLayer(4, 2, 8, batch_first=True, dropout=0.0)

    def forward(self, x):
        for layer in (self.own, self.encoder, self.single):
            for _ in range(3):
                x = layer(x)
        return x


class InARowAndElsewhere(nn.Module):
    """A layer that is called twice in a row, and once more at the end."""

    def __init__(self):
        super().__init__()
        self.layer, self.between = Layer(), nn.Linear(4, 4)

    def forward(self, x):
        return self.layer(torch.tanh(self.between(self.layer(self.layer(x)))))


class Narrowing(nn.Module):
    """A convolution that is called twice, each time on a smaller image."""

    def __init__(self):
        super().__init__()
        self.convolution = nn.Conv2d(2, 2, 3)

    def forward(self, x):
        return self.convolution(self.convolution(x)).flatten(1)


class Decoder(nn.Module):
    """A cell that goes on from its own answers."""

    def __init__(self):
        super().__init__()
        self.start, self.cell, self.answer = nn.Linear(3, 5), nn.LSTMCell(3, 5), nn.Linear(5, 3)
        self.slope = nn.Parameter(torch.randn(5))

    def forward(self, x):
        state, cell, answers = torch.tanh(self.start(x)), self.start(x) * self.slope, []
        for _ in range(3):
            state, cell = self.cell(x, (state, cell))
            x = self.answer(state * self.slope)
            answers.append(x)
        return torch.stack(answers, dim=1)


class Averages(nn.Module):
    """Two rows through the same batch norm, which keeps one mean of both."""

    def __init__(self):
        super().__init__()
        self.layer, self.norm = nn.Linear(4, 4), nn.BatchNorm1d(4)

    def forward(self, a, b):
        return self.norm(self.layer(a)) - self.norm(self.layer(b))


class PartAndWhole(nn.Module):
    """A layer, and a part of its weights elsewhere."""

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 6)

    def forward(self, x):
        return linear(self.layer(x)[:, :4], self.layer.weight[:3])
