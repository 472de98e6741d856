"""Networks of many kinds, each with something that others lack: given first states, sums of products, parts put in."""

import dataclasses
import math
from typing import NamedTuple

import torch
from torch import nn
from torch.nn import functional


class LearnedStart(nn.Module):
    """Both first states of an LSTM are learned, and copied for each row."""

    def __init__(self):
        super().__init__()
        self.h0, self.c0 = (nn.Parameter(torch.randn(1, 1, 4)) for _ in range(2))
        self.steps, self.head = nn.LSTM(3, 4, batch_first=True), nn.Linear(4, 2)

    def forward(self, x):
        rows = x.size(0)
        states = self.h0.expand(-1, rows, -1).contiguous(), self.c0.repeat(1, rows, 1)
        return self.head(self.steps(x, states)[1][0][-1])


class LearnedStarts(nn.Module):
    """As many layers as the first run has rows, each with a first state of both directions."""

    def __init__(self):
        super().__init__()
        self.h0 = nn.Parameter(torch.randn(4, 1, 3))
        self.steps = nn.GRU(3, 3, num_layers=2, bidirectional=True)

    def forward(self, x):
        return self.steps(x.transpose(0, 1), self.h0.expand(-1, x.shape[0], -1).contiguous())[0].mean(0)


class Translated(nn.Module):
    """The last state of one sequence is the first of another; of the cell there is nothing yet."""

    def __init__(self):
        super().__init__()
        self.reads, self.writes = nn.GRU(4, 5, batch_first=True), nn.LSTM(3, 5, batch_first=True)

    def forward(self, source, target):
        _, state = self.reads(source)
        return self.writes(target, (state, torch.zeros_like(state)))[0]


class LastOfSteps(nn.Module):
    """The last state of a plain recurrent layer, and its second step."""

    def __init__(self):
        super().__init__()
        self.steps, self.head = nn.RNN(3, 4, batch_first=True), nn.Linear(4, 2)

    def forward(self, x):
        every, last = self.steps(x)
        return self.head(last[-1] + every[:, 1])


class BothWays(nn.Module):
    """Two layers that read in both directions."""

    def __init__(self):
        super().__init__()
        self.steps = nn.RNN(3, 4, num_layers=2, bidirectional=True, nonlinearity="relu", batch_first=True)

    def forward(self, x):
        return self.steps(x)[0]


class TakesAllStates(nn.Module):
    """The states of all layers are given on: each layer is drawn by itself."""

    def __init__(self):
        super().__init__()
        self.reads, self.writes = (nn.GRU(3, 3, num_layers=2, batch_first=True) for _ in range(2))

    def forward(self, source, target):
        return self.writes(target, self.reads(source)[1])[0]


class StepsFirst(nn.Module):
    """Figures along the first axis, which is that of the steps, and a tensor of its own that has the same order."""

    def __init__(self):
        super().__init__()
        self.places, self.entry = nn.Parameter(torch.randn(5, 1, 4)), nn.Linear(3, 4)

    def forward(self, x):
        y = self.entry(x.transpose(0, 1)) + self.places
        return y.mean(dim=0), y.max(dim=0).values, -y.sum(0) * y.amin(dim=0), y.std(0), torch.clamp(y, min=0).sum(0)


class TwoVectors(nn.Module):
    """A product of two vectors with a matrix for each unit, of rows and of the steps of sequences."""

    def __init__(self):
        super().__init__()
        self.whole, self.steps = nn.Bilinear(3, 4, 2), nn.Bilinear(3, 4, 5, bias=False)

    def forward(self, first, second):
        return self.whole(first.sum(1), second.sum(1)), self.steps(first, second)


class Powers(nn.Module):
    """Pooling by powers, and other figures of many numbers."""

    def __init__(self):
        super().__init__()
        self.image, self.line, self.scale = nn.LPPool2d(2, 2), nn.LPPool1d(3, 2), nn.RMSNorm(8)
        self.plain, self.shifted = nn.LayerNorm(8, elementwise_affine=False), nn.LayerNorm(8, bias=False)

    def forward(self, x):
        y = self.plain(self.scale(x)) + self.shifted(x)
        lengths = x.norm(dim=1), torch.linalg.vector_norm(x, ord=1, dim=(2, 3), keepdim=True)
        figures = x.var(2), x.std(-1, unbiased=False, keepdim=True), x.logsumexp(dim=1)
        near = functional.cosine_similarity(x, y, dim=1), functional.pairwise_distance(x, y)
        return self.image(y * y), self.line((y * y).flatten(2)), *lengths, *figures, *near


class Dots(nn.Module):
    """One number for each row, which two others are compared with."""

    def __init__(self):
        super().__init__()
        self.mix = nn.Parameter(torch.randn(3, 3))

    def forward(self, first, second):
        near, far = (first * torch.mm(second, self.mix)).sum(1), (first - second).square().mean(-1)
        return near, near / far.clamp(min=0.1), torch.maximum(near, far)


class Products(nn.Module):
    """Sums of products written with letters, and matrices of its own before and behind."""

    def __init__(self):
        super().__init__()
        self.mix, self.heads = nn.Parameter(torch.randn(3, 4)), nn.Parameter(torch.randn(2, 4, 5))
        self.register_buffer("near", torch.rand(3, 3))

    def forward(self, x, y):
        scores = torch.einsum("bid,bjd->bij", x, y)
        return (
            torch.einsum("bij,bjd->bdi", scores.softmax(-1), y),
            torch.einsum("bid,hde->bhie", x, self.heads),
            torch.einsum("b i d, i d -> b", x, self.mix),
            torch.einsum("bid->bd", x),
            self.near @ x,
            self.near @ x[:, :, 0].unsqueeze(-1),
        )


class Routed(nn.Module):
    """Capsules: what is routed starts from zeros for each row, and is the same for all rows at first."""

    def __init__(self):
        super().__init__()
        self.matrices = nn.Parameter(torch.randn(1, 6, 3, 4, 2))

    def forward(self, x):
        votes = (self.matrices @ x[:, :, None, :, None]).squeeze(-1)
        weights = torch.zeros(x.size(0), 6, 3)
        for _ in range(2):
            out = torch.tanh((weights.softmax(2).unsqueeze(-1) * votes).sum(1))
            weights = weights + (votes * out.unsqueeze(1)).sum(-1)
        return out.norm(dim=-1)


class Parts(nn.Module):
    """Values stacked, joined with what is the same for each row, rolled, and changed in places."""

    def __init__(self):
        super().__init__()
        self.entry, self.register = nn.Linear(4, 4), nn.Parameter(torch.randn(1, 1, 4))

    def forward(self, x):
        y = self.entry(x)
        time = torch.full_like(y[..., :1], 0.5)
        joined = torch.cat([y, time], -1)
        y[:, 0] = 0
        y[:, 1:3, 1:] *= 2
        y[..., -1] = torch.arange(5.0)
        stacked = torch.stack([y, x], dim=1), torch.stack([y[:, 0], x[:, 1]], -1)
        return joined, *stacked, torch.roll(y, (1, -2), dims=(1, 2)), x[:, [0, 1, 4]], x[..., ::2].repeat(1, 2, 1)


class Conditions(nn.Module):
    """Masks that are computed from the rows, or always the same."""

    def __init__(self):
        super().__init__()
        self.register_buffer("near", torch.eye(4))

    def forward(self, codes):
        padded = codes.eq(0)
        scores = codes.unsqueeze(1) * torch.ones(4, 1)
        scores = scores.masked_fill(padded[:, None, :], -1e9).softmax(-1)
        shown = torch.where(self.near > 0, scores, torch.full_like(scores, 9.0))
        some = (~padded & (codes != 1)) | padded
        return shown, (~padded).sum(1, keepdim=True).clamp(min=1), some.float()


class Sequences(nn.Module):
    """Convolutions along sequences in groups and transposed; steps repeated; means of uneven windows."""

    def __init__(self):
        super().__init__()
        self.apart = nn.Conv1d(4, 8, 5, stride=2, padding=3, groups=4)
        self.back = nn.ConvTranspose1d(8, 3, 4, stride=3, padding=1, output_padding=1)
        self.longer, self.uneven = nn.Upsample(scale_factor=2), nn.AdaptiveAvgPool1d(3)
        self.bent = nn.GELU(approximate="tanh")

    def forward(self, x):
        y = self.bent(self.apart(x))
        return self.back(y), self.longer(y), self.uneven(y), y.repeat_interleave(2, dim=1)


class Answer(NamedTuple):
    """What is returned by name."""

    logits: torch.Tensor
    hidden: torch.Tensor


@dataclasses.dataclass
class Record:
    """What is returned as a record that holds others."""

    answer: Answer
    several: list
    loss: torch.Tensor | None = None


class Returns(nn.Module):
    """Hooks of its own change what its layers give; what it returns lies deep."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Linear(3, 4), nn.Linear(4, 2)
        self.first.register_forward_hook(lambda _module, _inputs, result: result * 2)
        self.second.register_forward_pre_hook(lambda _module, inputs: (torch.relu(inputs[0]),))

    def forward(self, x):
        hidden = self.first(x)
        return Record(Answer(self.second(hidden), hidden), [hidden + 1, {"last": hidden - 1}])


class Halves(nn.Module):
    """Weights of 16 bits, and parts computed in others."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Linear(3, 4).half(), nn.Linear(4, 2)

    def forward(self, x):
        hidden = self.first(x.to(torch.float16)).double()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return self.second(hidden.float())


class Sampled(nn.Module):
    """A variational encoder, and a search for places."""

    def __init__(self):
        super().__init__()
        self.mean, self.spread = nn.Linear(3, 2), nn.Linear(3, 2)

    def forward(self, x):
        mean = self.mean(x)
        drawn = mean + torch.randn_like(mean) * torch.exp(0.5 * self.spread(x)) + torch.rand(2)
        return drawn + torch.randn(len(x), 2), mean.argmax(1)


class Timed(nn.Module):
    """Fourier features of a time that comes as one number."""

    def forward(self, x, t):
        angles = t * torch.exp(-math.log(100) * torch.arange(3) / 3)[None]
        return x * torch.cat([angles.sin(), angles.cos()], dim=-1)
