"""Networks with parts that no single layer computes, but several do."""

import torch
from torch import nn
from torch.nn import functional


class Causal(nn.Module):
    """Convolutions that see only what came before, with padding cut off again."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Conv1d(3, 6, 3, padding=2), nn.Conv1d(6, 6, 3, padding=8, dilation=4)])
        self.image, self.head = nn.Conv2d(1, 2, 3, padding=2), nn.Linear(6, 2)

    def forward(self, x):
        for layer, extra in zip(self.layers, (2, 8), strict=True):
            x = torch.relu(layer(x)[:, :, :-extra])
        return self.head(x[:, :, -1]) + self.image(x.unsqueeze(1)).mean((1, 2))[:, :2]


class Activations(nn.Module):
    """Functions of single numbers that have a formula."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 6, 3)
        self.learned, self.one = nn.PReLU(6), nn.PReLU()
        self.bent = nn.ModuleList([nn.Softplus(2.0), nn.Mish(), nn.CELU(0.6), nn.LogSigmoid(), nn.SELU()])
        self.cut = nn.ModuleList([nn.Hardtanh(-0.3, 0.7), nn.Threshold(0.1, 0.05), nn.Softsign(), nn.Tanhshrink()])
        self.norm = nn.InstanceNorm2d(6)
        nn.init.uniform_(self.learned.weight)

    def forward(self, x):
        x = self.one(self.learned(self.conv(x)))
        y = sum(layer(x) for layer in [*self.bent, *self.cut, self.norm]) + torch.log1p(x * x) * torch.rsqrt(x * x + 1)
        y = y + functional.normalize(x, dim=1)
        most = torch.maximum(y, x) + torch.minimum(y, -x)
        return torch.max(most, y).amin((2, 3)) + y.max(dim=3).values.min(dim=2)[0]


class Shuffled(nn.Module):
    """Channels made places and back, and a gate."""

    def __init__(self):
        super().__init__()
        self.larger, self.smaller, self.gate = nn.PixelShuffle(2), nn.PixelUnshuffle(2), nn.GLU(1)

    def forward(self, x):
        return self.gate(self.smaller(self.larger(x) * 2))


class Masked(nn.Module):
    """Attention to what came before: by masks of numbers and of truth values; tied weights."""

    def __init__(self):
        super().__init__()
        self.codes, self.attention = nn.Embedding(9, 8), nn.MultiheadAttention(8, 2, batch_first=True)
        self.encoder = nn.TransformerEncoderLayer(8, 2, 12, batch_first=True)
        self.head = nn.Linear(8, 9, bias=False)
        self.head.weight = self.codes.weight
        self.register_buffer("mask", nn.Transformer.generate_square_subsequent_mask(5))
        self.register_buffer("places", torch.randn(1, 5, 8))

    def forward(self, codes):
        x = self.codes(codes) + self.places
        later = torch.triu(torch.ones(5, 5, dtype=torch.bool), diagonal=1)
        x = x + self.attention(x, x, x, attn_mask=later, need_weights=False)[0]
        x = self.encoder(x, src_mask=self.mask)
        return self.head(x + functional.scaled_dot_product_attention(x, x, x, attn_mask=~later))


class Stacked(nn.Module):
    """Recurrent layers with dropout between them, and states of several beside values."""

    def __init__(self):
        super().__init__()
        self.both = nn.GRU(4, 5, num_layers=2, batch_first=True, bidirectional=True, dropout=0.2)
        self.deep = nn.LSTM(10, 6, num_layers=3, batch_first=True, dropout=0.3)
        self.head = nn.Linear(28, 2)

    def forward(self, x):
        steps, both = self.both(x)
        steps, (deep, _) = self.deep(steps)
        both = torch.cat([both[-2], both[-1]], 1)
        return self.head(torch.cat([both, deep[-1], deep[0], steps.mean(1)], 1))


class Twice(nn.Module):
    """One network that reads two inputs, a lazy layer, and a product as GPT-2 writes it."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.LazyLinear(6), nn.ReLU(), nn.Linear(6, 3))
        self.weight, self.bias = nn.Parameter(torch.randn(3, 2)), nn.Parameter(torch.randn(2))

    def forward(self, left, right):
        apart = torch.abs(self.encoder(left) - self.encoder(right))
        return torch.addmm(self.bias, apart, self.weight)


class Attentive(nn.Module):
    """Attention to what came before, by a mask of numbers."""

    def __init__(self):
        super().__init__()
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)
        self.register_buffer("mask", nn.Transformer.generate_square_subsequent_mask(5))

    def forward(self, x):
        return self.attention(x, x, x, attn_mask=self.mask, need_weights=False)[0] * 2


class Unrolled(nn.Module):
    """The steps of a recurrent layer, one after another, from zeros."""

    def __init__(self):
        super().__init__()
        self.cell, self.head = nn.GRUCell(3, 5), nn.Linear(5, 2)

    def forward(self, x):
        state = torch.zeros(x.shape[0], 5)
        for step in range(x.shape[1]):
            state = self.cell(x[:, step], state)
        return self.head(state)


class Wide(nn.Module):
    """Filters and windows that are not square, as networks for signals of several channels have them."""

    def __init__(self):
        super().__init__()
        self.time = nn.Conv2d(1, 4, (1, 5), padding=(0, 2), bias=False)
        self.space = nn.Conv2d(4, 6, (4, 1), groups=2)
        self.late, self.head = nn.Conv2d(6, 6, (1, 4), padding=(0, 3)), nn.Linear(6 * 2, 2)

    def forward(self, x):
        x = nn.functional.avg_pool2d(torch.tanh(self.space(self.time(x))), (1, 2))
        return self.head(nn.functional.max_pool2d(self.late(x), (1, 7)).flatten(1))


class Cells(nn.Module):
    """Steps of recurrent layers in a loop, from zeros and from nothing."""

    def __init__(self):
        super().__init__()
        self.plain, self.gated, self.long = nn.RNNCell(3, 4, nonlinearity="relu"), nn.GRUCell(4, 5), nn.LSTMCell(5, 4)
        self.head = nn.Linear(4, 2)

    def forward(self, x):
        first, second, third = None, torch.zeros(x.shape[0], 5), None
        for step in range(x.shape[1]):
            first = self.plain(x[:, step], first)
            second = self.gated(first, second)
            third = self.long(second, third)
        return self.head(third[0] + third[1])


class OddWindows(nn.Module):
    """Windows that are not square, with a divisor of their own."""

    def __init__(self):
        super().__init__()
        self.pool = nn.AvgPool2d((1, 2), divisor_override=3)

    def forward(self, x):
        return self.pool(x)


class Plain(nn.Module):
    """Recurrent layers without gates, both ways and with either activation."""

    def __init__(self):
        super().__init__()
        self.both = nn.RNN(4, 5, num_layers=2, bidirectional=True, batch_first=True)
        self.bent = nn.RNN(10, 6, nonlinearity="relu", batch_first=True)
        self.head = nn.Linear(6, 2)

    def forward(self, x):
        steps, _ = self.both(x)
        _, state = self.bent(steps)
        return self.head(state[-1])


class Padded(nn.Module):
    """Edges filled with what is inside, as networks for pictures have it."""

    def __init__(self):
        super().__init__()
        self.around = nn.Sequential(nn.ReflectionPad2d(3), nn.Conv2d(1, 4, 5), nn.ReplicationPad2d((1, 2, 0, 1)))
        self.zeros = nn.Sequential(nn.Conv2d(4, 2, 3), nn.ZeroPad2d(1), nn.ConstantPad2d((1, 0, 0, 2), 0.5))
        self.ring = nn.Conv2d(2, 2, 3, padding="same", padding_mode="circular")
        self.steps = nn.Conv1d(2, 3, 3, padding=1, padding_mode="replicate")

    def forward(self, x):
        x = self.ring(self.zeros(self.around(x)))
        return self.steps(functional.pad(x.mean(3), (2, 1), mode="reflect")).flatten(1)


class Strided(nn.Module):
    """Convolutions that step farther along one side."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(1, 4, (5, 3), stride=(4, 2), padding=(2, 0))
        self.second = nn.Conv2d(4, 4, 3, stride=(1, 3), padding=1, groups=2, bias=False)

    def forward(self, x):
        return self.second(torch.relu(self.first(x)))


class InOneRow(nn.Module):
    """Sequences put in one row, features first, before what is no dense layer."""

    def __init__(self):
        super().__init__()
        self.steps, self.others = nn.Conv1d(2, 3, 3, padding=1), nn.Conv1d(2, 3, 5, padding=2)
        self.norm, self.batch = nn.LayerNorm(24), nn.BatchNorm1d(24)

    def forward(self, x):
        first, second = self.steps(x).flatten(1), self.others(x).flatten(1)
        return torch.cat([self.batch(torch.relu(self.norm(first))), first + second], 1)


class Read(nn.Module):
    """Columns of a picture as steps that come before the rows, put together with these and apart again; waves."""

    def __init__(self):
        super().__init__()
        self.columns, self.steps = nn.Conv2d(1, 4, (5, 2)), nn.LSTM(4, 3, bidirectional=True)
        self.waves, self.head = nn.Linear(6, 6), nn.Linear(6, 3)

    def forward(self, x):
        steps, _ = self.steps(self.columns(x).squeeze(2).permute(2, 0, 1))
        length, rows, features = steps.shape
        sums = self.waves(steps.view(length * rows, features))
        return self.head(torch.sin(3 * sums) + torch.cos(sums)).view(length, rows, -1).permute(1, 0, 2)
