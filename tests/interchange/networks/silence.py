"""Networks that could come in wrong without a word: changes in place, batches joined, values that are cut off."""

import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class InPlace(nn.Module):
    """Views that are changed: picked, viewed, swapped, cut apart, and by a layer; copies and truth as places."""

    def __init__(self):
        super().__init__()
        self.dense, self.relu = nn.Linear(6, 6), nn.ReLU(inplace=True)

    def forward(self, x):
        picked, viewed, cut, swapped, filled = (self.dense(x) + number for number in range(5))
        picked[:, :3].mul_(2)
        viewed.view(-1, 2, 3)[:, 0].add_(1)
        first, second = cut.split(3, 1)
        first.sub_(1)
        self.relu(second)
        swapped.view(-1, 2, 3).transpose(1, 2)[:, 1].zero_()
        filled[:, ::2] = 0.5
        filled[:, [1, 4]] = 0.25
        later = filled[:, 1:3]
        filled[filled < 0] = 0.1
        out = torch.empty_like(picked)
        out.copy_(picked)
        return torch.cat([picked, viewed, cut + first.mean(1, keepdim=True), swapped, filled, later, out], 1)


class TwoBatches(nn.Module):
    """Two views of each row go through one network together, heads through another, and are taken apart again."""

    def __init__(self):
        super().__init__()
        self.dense = nn.Linear(6, 4)

    def forward(self, left, right):
        both = self.dense(torch.cat([left, right], 0))
        first, second = both.chunk(2, 0)
        third = torch.cat([left, left * 2, right], 0)[: left.size(0)]
        return (first * second).sum(1), both[left.size(0) :] + third[:, :4]


class Table(nn.Module):
    """Columns of a table: two of codes, three of numbers, and a bag of codes."""

    def __init__(self):
        super().__init__()
        self.codes = nn.ModuleList([nn.Embedding(5, 3), nn.Embedding(6, 4)])
        self.bag, self.head = nn.EmbeddingBag(5, 4, mode="max"), nn.Linear(14, 1)

    def forward(self, x):
        codes = x[:, :2].long()
        parts = [layer(codes[:, place]) for place, layer in enumerate(self.codes)]
        return self.head(torch.cat([*parts, self.bag(codes), x[:, 2:]], 1))


class Packed(nn.Module):
    """Sequences that are packed though all are whole, both orders of axes."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.GRU(5, 6, 2, batch_first=True), nn.LSTM(6, 3, bidirectional=True)

    def forward(self, x):
        lengths = torch.full((x.size(0),), x.size(1))
        steps, last = self.first(pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False))
        steps, lengths = pad_packed_sequence(steps, batch_first=True)
        turned = pack_padded_sequence(steps.transpose(0, 1), torch.full((x.size(0),), x.size(1)))
        both, _ = pad_packed_sequence(self.second(turned)[0])
        return both.transpose(0, 1), last[-1]


class Lengths(nn.Module):
    """Sequences as long as their rows say."""

    def __init__(self):
        super().__init__()
        self.codes, self.steps = nn.Embedding(9, 4), nn.GRU(4, 3, batch_first=True)

    def forward(self, codes):
        lengths = (codes > 3).sum(1).clamp(min=1)
        return self.steps(pack_padded_sequence(self.codes(codes), lengths, batch_first=True, enforce_sorted=False))[1]


class Refused(nn.Module):
    """What looks like a layer, and is not the same as one."""

    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(6)

    def forward(self, x):
        self.norm.train()
        whole = self.norm(x) + x.long().float()
        return functional.softmax(whole, 0) + x.view(6, -1).t()


class Counting(nn.Module):
    """It counts how often it was called, and computes with that."""

    def __init__(self):
        super().__init__()
        self.register_buffer("calls", torch.zeros(1))

    def forward(self, x):
        self.calls += 1
        return x * self.calls


class Picked(nn.Module):
    """Places that tensors pick together, many places, and tensors that are copied to the sizes of others."""

    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.rand(4))
        self.register_buffer("order", torch.randperm(80))
        self.norm, self.groups = nn.LayerNorm([2, 8], bias=False), nn.GroupNorm(2, 4, affine=False)

    def forward(self, x):
        rows, columns = torch.triu_indices(4, 4, 1)
        pairs = (x @ x.transpose(1, 2))[:, rows, columns]
        scale = self.scale.view(1, -1, 1).expand_as(x)
        normed = self.norm(x.unflatten(1, (2, 2))).flatten(1, 2)
        cut = functional.pad(x, (-1, 2))
        return pairs, x.repeat(1, 5, 1).flatten(1)[:, :80][:, self.order], scale * normed, self.groups(x), cut


class OfWeights(nn.Module):
    """A layer that computes with weights alone: its result is trained with them."""

    def __init__(self):
        super().__init__()
        self.codes, self.head = nn.Embedding(9, 4), nn.Linear(4, 6, bias=False)
        self.norm = nn.LayerNorm(6, elementwise_affine=False)

    def forward(self, codes):
        return self.codes(codes) @ self.norm(self.head(self.codes.weight)).T[:4]


class NotTrained(nn.Module):
    """No gradient goes through two of its layers, a third is not trained, and a fourth is not used."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(4, 4) for _ in range(4)])
        self.layers[2].requires_grad_(False)

    def forward(self, x):
        with torch.no_grad():
            x = self.layers[0](x)
        self.layers[3](x)
        return self.layers[2](self.layers[1](x).detach())
