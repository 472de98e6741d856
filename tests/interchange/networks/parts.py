"""Networks of settings and functions that no single layer has, but several together."""

import torch
from torch import nn
from torch.nn import functional


class Products(nn.Module):
    """Sums of products of three factors, with letters that repeat, that are left open, and that dots stand for."""

    def __init__(self):
        super().__init__()
        self.three, self.two = nn.Parameter(torch.randn(8, 8, 2)), nn.Parameter(torch.randn(3, 8))

    def forward(self, x):
        squares = torch.einsum("bti,btj->bij", x, x)
        return (
            torch.einsum("bti,ijk,btj->btk", x, self.three, x),
            torch.einsum("bqd,bkd,bkv->bqv", x, x, x),
            torch.einsum("bii->bi", squares),
            torch.einsum("...i,ji->...j", x, self.two),
            torch.einsum("btc,jc", x, self.two),
        )


class Hidden(nn.Module):
    """Attention that leaves out what is padding, by every way of writing it; a vector that is never trained."""

    def __init__(self):
        super().__init__()
        self.codes, self.other = nn.Embedding(9, 8, padding_idx=0), nn.Embedding(9, 8, padding_idx=1)
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)
        layer = nn.TransformerEncoderLayer(8, 2, 12, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        nn.init.normal_(self.other.weight)

    def forward(self, codes):
        padding = codes == 0
        x = self.codes(codes) + self.other(codes)
        y, shares = self.attention(x, x, x * 2, key_padding_mask=padding)
        y = y + self.encoder(x, src_key_padding_mask=padding)
        heads = x.unsqueeze(1)
        seen = functional.scaled_dot_product_attention(heads, heads, heads, attn_mask=~padding[:, None, None, :])
        return (y + seen.squeeze(1)).masked_fill(padding.unsqueeze(-1), 0.0), shares


class Still(nn.Module):
    """Vectors of two codes that are never trained, one of them zeros."""

    def __init__(self):
        super().__init__()
        self.codes, self.other = nn.Embedding(9, 8, padding_idx=0), nn.Embedding(9, 8, padding_idx=1)
        nn.init.normal_(self.other.weight)

    def forward(self, codes):
        return self.codes(codes) + self.other(codes)


class Functions(nn.Module):
    """Functions of single numbers, of several, and along an axis."""

    def __init__(self):
        super().__init__()
        self.power, self.bent = nn.Parameter(torch.tensor(3.0)), nn.ModuleList([nn.Hardshrink(), nn.Softshrink(0.3)])

    def forward(self, x):
        positive, share = x.abs() + 1, torch.sigmoid(x)
        single = [torch.expm1(x), torch.exp2(x), torch.tan(x * 0.1), torch.sinh(x), torch.cosh(x), torch.asinh(x * 9)]
        single += [
            torch.log2(positive),
            torch.log10(positive),
            torch.acosh(positive),
            torch.atanh(share),
            share.logit(),
        ]
        single += [layer(x) for layer in self.bent] + [functional.softmin(x, 1), x.clamp_min(0.1), x.clamp_max(0.3)]
        several = [torch.lerp(x, positive, 0.3), torch.addcmul(x, x, positive, value=0.3), torch.hypot(x, positive)]
        several += [torch.logaddexp(x, -x), positive.pow(self.power), 2**x, torch.add(x, x, alpha=3)]
        several += [torch.sub(x, positive, alpha=2), torch.rsub(x, 1, alpha=2)]
        along = [x.cumsum(1), x.cumprod(1), x.logcumsumexp(1), x.prod(1, keepdim=True)]
        true = (x > 0) ^ (x < 0.5)
        return torch.cat([*single, *several, *along], 1), true.any(1), (x > -1).all(1, keepdim=True), true


class Windows(nn.Module):
    """Pooling, windows and transposed convolutions with settings of every kind."""

    def __init__(self):
        super().__init__()
        self.images = nn.ModuleList(
            [
                nn.MaxPool2d(3, 2, ceil_mode=True),
                nn.MaxPool2d((2, 3), (2, 1), (0, 1)),
                nn.MaxPool2d(2, 2, dilation=2),
                nn.AvgPool2d(3, 1, 1, count_include_pad=False),
                nn.AvgPool2d(3, 2, 1, ceil_mode=True),
                nn.AvgPool2d((3, 2), (2, 3), (1, 0), ceil_mode=True, count_include_pad=False),
                nn.AvgPool2d(2, divisor_override=3),
                nn.ConvTranspose2d(2, 4, (3, 5), stride=(2, 1), padding=(1, 3), output_padding=(1, 0), groups=2),
                nn.ConvTranspose2d(2, 2, 3, dilation=2),
                nn.Unfold((2, 3), dilation=2),
                nn.Fold((4, 5), 1),
            ]
        )
        self.sequences = nn.ModuleList(
            [
                nn.MaxPool1d(3, 2, ceil_mode=True),
                nn.AvgPool1d(3, 2, 1, ceil_mode=True),
                nn.MaxPool1d(2, 1, dilation=3),
                nn.ConvTranspose1d(2, 4, 4, 2, 1, groups=2, bias=False),
                nn.ConvTranspose1d(2, 2, 3, dilation=2, padding=1),
            ]
        )

    def forward(self, x):
        *layers, fold = self.images
        images = [layer(x) for layer in layers] + [fold(x.flatten(2)[:, :, :20])]
        images.append(functional.fold(functional.unfold(x, 3, padding=1, stride=2), x.shape[2:], 3, 1, 1, 2))
        return [*images, *(layer(x.flatten(2)) for layer in self.sequences), x.unfold(2, 3, 2), x.unfold(-1, 4, 1)]


class Sizes(nn.Module):
    """Images and sequences made larger and smaller in every mode."""

    def forward(self, x):
        resize, steps = functional.interpolate, x.flatten(2)
        return (
            resize(x, scale_factor=2, mode="bilinear", align_corners=True),
            resize(x, size=(5, 9), mode="bilinear"),
            resize(x, scale_factor=1.5, mode="bicubic"),
            resize(x, scale_factor=(1.5, 0.7)),
            resize(x, size=(9, 4), mode="nearest-exact"),
            resize(x, size=4, mode="area"),
            resize(steps, scale_factor=1.7, mode="linear"),
            resize(steps, size=11, mode="linear", align_corners=True),
            nn.UpsamplingBilinear2d(scale_factor=2)(x),
        )


class NoNumbers(nn.Module):
    """What it returns is no number in some places."""

    def forward(self, x):
        return torch.log(x) / torch.sqrt(x * 0)


class Together(nn.Module):
    """Functions of torch that are others put together."""

    def __init__(self):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.randn(4, 5, 3)), nn.Parameter(torch.randn(4))
        self.norm, self.shuffle = nn.LocalResponseNorm(3), nn.ChannelShuffle(2)

    def forward(self, x):
        spread, mean = torch.var_mean(x, dim=1)
        least, most = torch.aminmax(x, dim=2, keepdim=True)
        square = x @ x.mT
        image = x.unsqueeze(1).expand(-1, 4, -1, -1)
        return (
            torch.diff(x, dim=1),
            spread + mean,
            (x - least) / (most - least + 1),
            torch.hstack([x, x * 2]),
            torch.column_stack([x[:, 0, 0], x[:, 1, 1]]),
            torch.tril(square) + torch.triu(square, 1) * 2 + square.diagonal(dim1=1, dim2=2).unsqueeze(1),
            torch.baddbmm(square, square, square, beta=0.5, alpha=2),
            torch.addmm(self.bias, x[:, :, 0], square.new_ones(4, 4), beta=0.5, alpha=2),
            torch.tensordot(x, self.weight, dims=([1, 2], [0, 1])),
            torch.cdist(x, x * 2),
            torch.rot90(x, 1, (1, 2)) + x.movedim((1, 2), (2, 1)) + x.fliplr().mT,
            x.norm(p=3, dim=1) + x.norm(p=float("inf"), dim=1) + x.narrow(1, 1, 1).squeeze(1),
            self.shuffle(self.norm(image * 9)),
        )


class Tabular(nn.Module):
    """One table for all columns of codes: those of each column begin at a place of their own. Unknown codes are cut."""

    def __init__(self):
        super().__init__()
        self.counts = [3, 5, 2]
        self.table, self.linear = nn.Embedding(sum(self.counts), 4), nn.Embedding(sum(self.counts), 1)

    def forward(self, x):
        starts = [sum(self.counts[:column]) for column in range(len(self.counts))]
        codes = x.long() + x.long().new_tensor(starts).unsqueeze(0)
        pairs = self.table(codes)
        crossed = 0.5 * (pairs.sum(1) ** 2 - (pairs**2).sum(1)).sum(1, keepdim=True)
        return torch.sigmoid(
            self.linear(codes).sum(1) + crossed + self.table((x.long() - 1).clamp(0, 4) * 2).mean((1, 2))[:, None]
        )
