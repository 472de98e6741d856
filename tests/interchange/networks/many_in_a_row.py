"""Networks that merge the rows of a batch with something else: windows, frames, channels, two views."""

import torch
from torch import nn


def windows(x, size):
    rows, height, width, channels = x.shape
    x = x.view(rows, height // size, size, width // size, size, channels)
    return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, size * size, channels)


def whole(x, size, height, width):
    x = x.view(-1, height // size, width // size, size, size, x.shape[-1])
    return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, height, width, x.shape[-1])


class Swin(nn.Module):
    """Attention in shifted windows, with a bias for relative places and a mask for what met by the shift."""

    def __init__(self):
        super().__init__()
        self.norm, self.qkv, self.out = nn.LayerNorm(8), nn.Linear(8, 24), nn.Linear(8, 8)
        self.bias = nn.Parameter(torch.randn(9, 2))
        places = torch.stack(torch.meshgrid(torch.arange(2), torch.arange(2), indexing="ij")).flatten(1)
        apart = (places[:, :, None] - places[:, None, :] + 1).permute(1, 2, 0)
        self.register_buffer("index", apart[..., 0] * 3 + apart[..., 1])
        mask = torch.zeros(4, 4, 4)
        mask[1::2, :2, 2:] = -100.0
        self.register_buffer("mask", mask)

    def forward(self, x):
        x = torch.roll(self.norm(x), (-1, -1), (1, 2))
        x = windows(x, 2)
        rows, count, width = x.shape
        q, k, v = self.qkv(x).reshape(rows, count, 3, 2, width // 2).permute(2, 0, 3, 1, 4)
        shares = (q * 0.5) @ k.transpose(-2, -1)
        bias = self.bias[self.index.view(-1)].view(count, count, -1).permute(2, 0, 1).contiguous()
        shares = shares + bias.unsqueeze(0)
        shares = shares.view(rows // 4, 4, 2, count, count) + self.mask.unsqueeze(1).unsqueeze(0)
        shares = shares.view(-1, 2, count, count).softmax(-1)
        x = self.out((shares @ v).transpose(1, 2).reshape(rows, count, width))
        return torch.roll(whole(x, 2, 4, 4), (1, 1), (1, 2))


class Layers(nn.Module):
    """The layers of torch for attention, in windows."""

    def __init__(self):
        super().__init__()
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)
        self.encoders = nn.ModuleList(
            [nn.TransformerEncoderLayer(8, 2, 12, batch_first=True, norm_first=first) for first in (True, False)]
        )

    def forward(self, x):
        y = windows(x, 2)
        y = y + self.attention(y, y, y)[0] + y.select(1, 0).unsqueeze(1)
        for encoder in self.encoders:
            y = encoder(y)
        return whole(y, 2, 4, 4)


class Film(nn.Module):
    """The same convolutions for every frame, then a recurrent layer."""

    def __init__(self):
        super().__init__()
        self.frames = nn.Sequential(
            nn.Conv2d(3, 4, 3, stride=2, padding=1),
            nn.BatchNorm2d(4),
            nn.ReLU(),
            nn.MaxPool2d(3, 2, 1),
            nn.Conv2d(4, 6, (3, 5), padding=(1, 2), groups=2, bias=False),
            nn.Conv2d(6, 6, 3, padding="same", dilation=2),
            nn.AvgPool2d(2),
            nn.AdaptiveAvgPool2d(1),
        )
        self.steps, self.head = nn.LSTM(6, 5, batch_first=True), nn.Linear(5, 2)

    def forward(self, x):
        rows, frames = x.shape[:2]
        features = self.frames(x.flatten(0, 1)).flatten(1)
        return self.head(self.steps(features.view(rows, frames, -1))[0][:, -1])


class Words(nn.Module):
    """A word is read by its characters: as many words a row as the convolutions have channels."""

    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(30, 4)
        self.wide = nn.Conv2d(1, 4, (2, 4))
        self.narrow = nn.Conv1d(4, 4, 3, stride=2, padding=2, dilation=2, padding_mode="reflect")
        self.same = nn.Conv1d(4, 4, 3, padding="same", groups=2, bias=False)
        self.norm, self.slope = nn.BatchNorm1d(4), nn.PReLU(4)
        self.steps, self.head = nn.GRU(8, 5, batch_first=True), nn.Linear(5, 2)
        for numbers in (self.norm.weight, self.norm.bias, self.norm.running_var, self.slope.weight):
            nn.init.uniform_(numbers, 0.2, 1.5)

    def forward(self, x):
        rows, words, letters = x.shape
        x = self.table(x.long().view(rows * words, letters))
        wide = torch.relu(self.wide(x.unsqueeze(1))).squeeze(3)
        narrow = self.slope(self.norm(self.same(self.narrow(x.transpose(1, 2)))))
        found = torch.cat([nn.functional.max_pool1d(one, one.size(2)).squeeze(2) for one in (wide, narrow)], 1)
        return self.head(self.steps(found.view(rows, words, -1))[0])


class Norms(nn.Module):
    """Norms and poolings of each of three values in a row that have three channels."""

    def __init__(self):
        super().__init__()
        self.of_images = nn.Sequential(nn.GroupNorm(3, 3), nn.InstanceNorm2d(3), nn.PReLU(3))
        self.of_sequences = nn.Sequential(nn.GroupNorm(1, 3), nn.InstanceNorm1d(3, affine=True))
        self.of_rows = nn.GroupNorm(1, 3)
        self.pooled = nn.ModuleList(
            [
                nn.AvgPool2d(3, 2, 1, count_include_pad=False),
                nn.MaxPool2d(4, 4, ceil_mode=True),
                nn.AdaptiveAvgPool2d((2, 3)),
                nn.AdaptiveMaxPool2d(1),
            ]
        )
        self.along = nn.ModuleList(
            [nn.AvgPool1d(3, 2, 1), nn.MaxPool1d(4), nn.AdaptiveAvgPool1d(4), nn.AdaptiveMaxPool1d(1)]
        )
        for numbers in self.parameters():
            nn.init.uniform_(numbers, 0.2, 1.5)

    def forward(self, x):
        rows = len(x)
        x = self.of_images(x.flatten(0, 1))
        y = self.of_sequences(x.flatten(2))
        found = [pooling(x) for pooling in self.pooled] + [pooling(y) for pooling in self.along]
        return torch.cat([one.reshape(rows, -1) for one in [self.of_rows(y.mean(2)), *found]], 1)


class Wider(nn.Module):
    """What makes images and sequences larger, or takes them apart, for each of three values in a row."""

    def __init__(self):
        super().__init__()
        self.of_images = nn.ModuleList(
            [
                nn.ConvTranspose2d(4, 2, 2, 2),
                nn.ConvTranspose2d(4, 6, (3, 2), (2, 1), (1, 0), output_padding=(1, 0), groups=2),
                nn.ConvTranspose2d(4, 3, 3, padding=1, dilation=2, bias=False),
                nn.Upsample(scale_factor=2),
                nn.UpsamplingNearest2d(scale_factor=3),
                nn.UpsamplingBilinear2d(size=(7, 9)),
                nn.Upsample(size=(5, 3), mode="bicubic"),
                nn.PixelShuffle(2),
                nn.PixelUnshuffle(2),
                nn.LPPool2d(2, 2),
                nn.Unfold((2, 3), padding=1),
            ]
        )
        self.of_sequences = nn.ModuleList(
            [
                nn.ConvTranspose1d(4, 3, 3, 2, 1, output_padding=1),
                nn.ConvTranspose1d(4, 4, 2, groups=2, dilation=3),
                nn.Upsample(scale_factor=2),
                nn.Upsample(size=7, mode="linear"),
                nn.LPPool1d(2, 3),
                nn.Fold((3, 4), (2, 2)),
            ]
        )
        self.step, self.last = nn.GRUCell(6, 4), nn.LSTMCell(6, 4)

    def forward(self, x):
        rows = len(x)
        x = x.flatten(0, 1)
        y = x.flatten(2)[:, :, :6]
        found = [layer(x) for layer in self.of_images] + [layer(y) for layer in self.of_sequences]
        state = self.step(y[:, 0])
        found += [y.unfold(1, 2, 1), self.step(y[:, 1], state), *self.last(y[:, 2], self.last(y[:, 0]))]
        return torch.cat([one.reshape(rows, -1) for one in found], 1)


class Sequences(nn.Module):
    """Recurrent layers over each of four sequences in a row, with the steps first or second, and all their states."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(3, 4, 2, batch_first=True, bidirectional=True, dropout=0.1)
        self.gru, self.rnn = nn.GRU(3, 4, bias=False), nn.RNN(4, 2, batch_first=True, nonlinearity="relu")

    def forward(self, x):
        rows = len(x)
        x = x.flatten(0, 1)
        steps, (states, cells) = self.lstm(x)
        others, last = self.gru(x.transpose(0, 1))
        inner, _ = self.rnn(others.transpose(0, 1))
        found = [steps, states[0], states[-1], cells[1], last.squeeze(0), inner[:, -1]]
        return torch.cat([one.reshape(rows, -1) for one in found], 1)


class Long(nn.Module):
    """Sequences of more steps than are drawn one by one."""

    def __init__(self):
        super().__init__()
        self.steps = nn.LSTM(3, 4, batch_first=True)

    def forward(self, x):
        return self.steps(x.flatten(0, 1))[0][:, -1].reshape(len(x), -1)
