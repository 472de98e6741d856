"""Networks with tensors of their own that come once for each row: class tokens, prompts, queries."""

import torch
from torch import nn


class ClassToken(nn.Module):
    """A small vision transformer: a token that is learned goes through the encoder before the patches."""

    def __init__(self):
        super().__init__()
        self.patches = nn.Conv2d(1, 8, 4, stride=4)
        self.token, self.places = nn.Parameter(torch.zeros(1, 1, 8)), nn.Parameter(torch.randn(1, 5, 8))
        self.encoder = nn.TransformerEncoderLayer(8, 2, 12, 0.0, "gelu", batch_first=True, norm_first=True)
        self.head = nn.Linear(8, 3)

    def forward(self, x):
        patches = self.patches(x).flatten(2).transpose(1, 2)
        joined = torch.cat([self.token.expand(x.shape[0], -1, -1), patches], dim=1)
        return self.head(self.encoder(joined + self.places)[:, 0])


class LikeOthers(ClassToken):
    """The same token, made as large as the first patch."""

    def forward(self, x):
        patches = self.patches(x).flatten(2).transpose(1, 2)
        joined = torch.cat([self.token.expand_as(patches[:, :1]), patches], dim=1)
        return self.head(self.encoder(joined + self.places)[:, 0])


class Prompted(nn.Module):
    """Steps that are learned come before those of a sequence."""

    def __init__(self):
        super().__init__()
        self.prompt, self.steps = nn.Parameter(torch.randn(3, 4)), nn.GRU(4, 5, batch_first=True)

    def forward(self, x):
        prompt = self.prompt.unsqueeze(0).repeat(x.size(0), 1, 1)
        return self.steps(torch.cat([prompt, x], dim=1))[1][-1]


class Queries(nn.Module):
    """Queries that are learned look at a sequence, and at one another first."""

    def __init__(self):
        super().__init__()
        self.queries, self.entry = nn.Parameter(torch.randn(3, 8)), nn.Linear(4, 8)
        self.among, self.over = (nn.MultiheadAttention(8, 2, batch_first=True) for _ in range(2))

    def forward(self, x):
        asked = self.queries.expand(x.shape[0], *self.queries.shape)
        asked = asked + self.among(asked, asked, asked, need_weights=False)[0]
        seen = self.entry(x)
        return self.over(asked, seen, seen, need_weights=False)[0].flatten(1)


class Sides(nn.Module):
    """Values joined along the steps, and along the height of an image; places beside its channels."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 2, 3, padding=1)
        self.register_buffer("grid", torch.rand(1, 2, 4, 4))

    def forward(self, x):
        placed = torch.cat([x, self.grid.expand(x.shape[0], -1, -1, -1)], dim=1)
        seen = self.conv(placed)
        tall = torch.cat([seen, seen.flip(3)], dim=2)
        return torch.cat([tall[:, :, 0], tall[:, :, 7]], dim=1).flatten(1)


class Shared(nn.Module):
    """A weight that is used as it is and turned over: apart, they would learn apart."""

    def __init__(self):
        super().__init__()
        self.codes, self.place = nn.Embedding(9, 4), nn.Parameter(torch.randn(1, 4))

    def forward(self, codes):
        return (self.codes(codes).mean(1) + self.place.squeeze(0)) @ self.codes.weight.T


class Twice(nn.Module):
    """Two copies in all, for any number of rows."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(1, 4))

    def forward(self, x):
        return x @ self.weight.expand(2, 4).T


class WholeCodes(nn.Module):
    """Codes that are made whole numbers, and compared with one to mask those that mean nothing."""

    def __init__(self):
        super().__init__()
        self.codes = nn.Embedding(9, 4)

    def forward(self, x):
        x = x.long()
        mask = (x > 0).float().unsqueeze(-1)
        return (self.codes(x) * mask).sum(1) / mask.sum(1).clamp(min=1)
