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
