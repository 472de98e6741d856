"""Small forms of networks that everybody knows, written as their authors write them."""

import torch
from torch import nn
from torch.nn import functional


class InvertedResidual(nn.Module):
    """MobileNetV2: wider, filtered channel by channel, narrower."""

    def __init__(self, channels, out, stride, expand):
        super().__init__()
        hidden = channels * expand
        self.use_res_connect = stride == 1 and channels == out
        self.conv = nn.Sequential(
            nn.Conv2d(channels, hidden, 1, bias=False),
            nn.BatchNorm2d(hidden),
            nn.ReLU6(inplace=True),
            nn.Conv2d(hidden, hidden, 3, stride, 1, groups=hidden, bias=False),
            nn.BatchNorm2d(hidden),
            nn.ReLU6(inplace=True),
            nn.Conv2d(hidden, out, 1, bias=False),
            nn.BatchNorm2d(out),
        )

    def forward(self, x):
        return x + self.conv(x) if self.use_res_connect else self.conv(x)


class MobileNetV2(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU6(inplace=True)),
            InvertedResidual(8, 12, 2, 2),
            InvertedResidual(12, 12, 1, 3),
        )
        self.classifier = nn.Sequential(nn.Dropout(0.2), nn.Linear(12, 5))

    def forward(self, x):
        x = functional.adaptive_avg_pool2d(self.features(x), (1, 1))
        return self.classifier(torch.flatten(x, 1))


class SqueezeExcitation(nn.Module):
    """A gate for each channel, from the means of all."""

    def __init__(self, channels, squeezed):
        super().__init__()
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc1, self.fc2 = nn.Conv2d(channels, squeezed, 1), nn.Conv2d(squeezed, channels, 1)

    def forward(self, x):
        return functional.hardsigmoid(self.fc2(functional.relu(self.fc1(self.avgpool(x))))) * x


class MobileNetV3(nn.Module):
    """Hard swish, gates, and an epsilon of its own."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1, bias=False), nn.BatchNorm2d(8, eps=0.001, momentum=0.01))
        self.depthwise = nn.Conv2d(8, 8, 5, 1, 2, groups=8, bias=False)
        self.gate, self.act = SqueezeExcitation(8, 4), nn.Hardswish()
        self.head = nn.Linear(8, 5)

    def forward(self, x):
        x = self.act(self.stem(x))
        x = self.gate(self.act(self.depthwise(x))) + x
        return self.head(x.mean([2, 3]))


class MBConv(nn.Module):
    """EfficientNet: SiLU, and a gate by sigmoid over views."""

    def __init__(self, channels):
        super().__init__()
        self.expand, self.bn0 = nn.Conv2d(channels, 2 * channels, 1, bias=False), nn.BatchNorm2d(2 * channels, eps=1e-3)
        self.filter = nn.Conv2d(2 * channels, 2 * channels, 3, padding="same", groups=2 * channels, bias=False)
        self.reduce, self.widen = nn.Linear(2 * channels, 4), nn.Linear(4, 2 * channels)
        self.project = nn.Conv2d(2 * channels, channels, 1, bias=False)

    def forward(self, x):
        y = functional.silu(self.bn0(self.expand(x)))
        y = functional.silu(self.filter(y))
        gate = torch.sigmoid(self.widen(functional.silu(self.reduce(y.mean((2, 3))))))
        y = y * gate[:, :, None, None]
        return x + self.project(y)


class EfficientNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem, self.blocks = nn.Conv2d(3, 6, 3, 2, 1), nn.Sequential(MBConv(6), MBConv(6))
        self.head = nn.Linear(6, 4)

    def forward(self, x):
        x = functional.adaptive_avg_pool2d(self.blocks(self.stem(x)), 1).squeeze(-1).squeeze(-1)
        return self.head(x)


class ConvNeXtBlock(nn.Module):
    """Filters channel by channel, then a dense network for each pixel, made smaller by a learned scale."""

    def __init__(self, dim):
        super().__init__()
        self.dwconv = nn.Conv2d(dim, dim, 7, padding=3, groups=dim)
        self.norm = nn.LayerNorm(dim, eps=1e-6)
        self.pwconv1, self.act, self.pwconv2 = nn.Linear(dim, 4 * dim), nn.GELU(), nn.Linear(4 * dim, dim)
        self.gamma = nn.Parameter(torch.full((dim,), 0.5))

    def forward(self, x):
        kept = x
        x = self.dwconv(x).permute(0, 2, 3, 1)
        x = self.gamma * self.pwconv2(self.act(self.pwconv1(self.norm(x))))
        return kept + x.permute(0, 3, 1, 2)


class ConvNeXt(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 6, 4, stride=4), nn.GroupNorm(1, 6, eps=1e-6))
        self.stages = nn.Sequential(*[ConvNeXtBlock(6) for _ in range(2)])
        self.norm, self.head = nn.LayerNorm(6, eps=1e-6), nn.Linear(6, 3)

    def forward(self, x):
        return self.head(self.norm(self.stages(self.stem(x)).mean([-2, -1])))


class Attention(nn.Module):
    """As in timm: queries, keys and values by one layer."""

    def __init__(self, dim, heads):
        super().__init__()
        self.heads, self.scale = heads, (dim // heads) ** -0.5
        self.qkv, self.proj = nn.Linear(dim, 3 * dim), nn.Linear(dim, dim)

    def forward(self, x):
        rows, steps, dim = x.shape
        qkv = self.qkv(x).reshape(rows, steps, 3, self.heads, dim // self.heads).permute(2, 0, 3, 1, 4)
        q, k, v = qkv.unbind(0)
        attn = (q @ k.transpose(-2, -1)) * self.scale
        x = attn.softmax(dim=-1) @ v
        return self.proj(x.transpose(1, 2).reshape(rows, steps, dim))


class ViT(nn.Module):
    def __init__(self):
        super().__init__()
        self.patch_embed = nn.Conv2d(1, 8, 4, stride=4)
        self.pos_embed = nn.Parameter(torch.randn(1, 4, 8) * 0.02)
        self.norm1, self.attn, self.norm2 = nn.LayerNorm(8, eps=1e-6), Attention(8, 2), nn.LayerNorm(8, eps=1e-6)
        self.mlp = nn.Sequential(nn.Linear(8, 16), nn.GELU(), nn.Linear(16, 8))
        self.head = nn.Linear(8, 3)

    def forward(self, x):
        x = self.patch_embed(x).flatten(2).transpose(1, 2) + self.pos_embed
        x = x + self.attn(self.norm1(x))
        x = x + self.mlp(self.norm2(x))
        return self.head(x.mean(dim=1))


class DenseLayer(nn.Module):
    def __init__(self, channels, growth):
        super().__init__()
        self.norm1, self.conv1 = nn.BatchNorm2d(channels), nn.Conv2d(channels, growth, 3, padding=1, bias=False)

    def forward(self, features):
        return self.conv1(functional.relu(self.norm1(torch.cat(features, 1)), inplace=True))


class DenseNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(1, 4, 3, padding=1)
        self.layers = nn.ModuleList(DenseLayer(4 + 3 * n, 3) for n in range(3))
        self.norm, self.classifier = nn.BatchNorm2d(13), nn.Linear(13, 2)

    def forward(self, x):
        features = [self.stem(x)]
        for layer in self.layers:
            features.append(layer(features))
        x = functional.avg_pool2d(functional.relu(self.norm(torch.cat(features, 1))), 2)
        return self.classifier(functional.adaptive_avg_pool2d(x, (1, 1)).view(x.size(0), -1))


class Fire(nn.Module):
    def __init__(self, channels, squeeze, expand):
        super().__init__()
        self.squeeze = nn.Conv2d(channels, squeeze, 1)
        self.expand1x1, self.expand3x3 = nn.Conv2d(squeeze, expand, 1), nn.Conv2d(squeeze, expand, 3, padding=1)

    def forward(self, x):
        x = functional.relu(self.squeeze(x))
        return torch.cat([functional.relu(self.expand1x1(x)), functional.relu(self.expand3x3(x))], 1)


class SqueezeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            *(nn.Conv2d(3, 6, 3, stride=2), nn.ReLU(), nn.MaxPool2d(3, 2, ceil_mode=True)),
            *(Fire(6, 3, 4), Fire(8, 3, 4)),
        )
        self.classifier = nn.Sequential(nn.Dropout(), nn.Conv2d(8, 5, 1), nn.ReLU(), nn.AdaptiveAvgPool2d((1, 1)))

    def forward(self, x):
        return torch.flatten(self.classifier(self.features(x)), 1)


class CausalSelfAttention(nn.Module):
    """As in nanoGPT: split, heads, a triangular mask."""

    def __init__(self, dim, heads, block):
        super().__init__()
        self.c_attn, self.c_proj, self.n_head, self.n_embd = nn.Linear(dim, 3 * dim), nn.Linear(dim, dim), heads, dim
        self.register_buffer("bias", torch.tril(torch.ones(block, block)).view(1, 1, block, block))

    def forward(self, x):
        rows, steps, dim = x.size()
        q, k, v = self.c_attn(x).split(self.n_embd, dim=2)
        k = k.view(rows, steps, self.n_head, dim // self.n_head).transpose(1, 2)
        q = q.view(rows, steps, self.n_head, dim // self.n_head).transpose(1, 2)
        v = v.view(rows, steps, self.n_head, dim // self.n_head).transpose(1, 2)
        att = (q @ k.transpose(-2, -1)) * (1.0 / (k.size(-1) ** 0.5))
        att = att.masked_fill(self.bias[:, :, :steps, :steps] == 0, float("-inf"))
        y = functional.softmax(att, dim=-1) @ v
        return self.c_proj(y.transpose(1, 2).contiguous().view(rows, steps, dim))


class GPT(nn.Module):
    def __init__(self):
        super().__init__()
        self.wte, self.wpe = nn.Embedding(11, 8), nn.Embedding(6, 8)
        self.ln_1, self.attn, self.ln_2 = nn.LayerNorm(8), CausalSelfAttention(8, 2, 6), nn.LayerNorm(8)
        self.mlp = nn.Sequential(nn.Linear(8, 32), nn.GELU(), nn.Linear(32, 8))
        self.ln_f, self.lm_head = nn.LayerNorm(8), nn.Linear(8, 11, bias=False)

    def forward(self, idx):
        pos = torch.arange(0, idx.size(1), device=idx.device)
        x = self.wte(idx) + self.wpe(pos)
        x = x + self.attn(self.ln_1(x))
        x = x + self.mlp(self.ln_2(x))
        return self.lm_head(self.ln_f(x))


class Tagger(nn.Module):
    """An LSTM that gives the shares of the tags at every step."""

    def __init__(self):
        super().__init__()
        self.embed, self.lstm = nn.Embedding(12, 5), nn.LSTM(5, 4, batch_first=True, bidirectional=True)
        self.tags = nn.Linear(8, 3)

    def forward(self, words):
        states, _ = self.lstm(self.embed(words))
        return functional.log_softmax(self.tags(states), dim=2)


class Gated(nn.Module):
    """Halves that gate each other, and group norm, as in diffusion networks."""

    def __init__(self):
        super().__init__()
        self.conv, self.norm = nn.Conv2d(2, 8, 3, padding=1), nn.GroupNorm(4, 8)
        self.head = nn.Linear(4, 2)

    def forward(self, x):
        x = self.norm(self.conv(x))
        value, gate = torch.chunk(x, 2, dim=1)
        first, rest = (value * torch.sigmoid(gate)).split([1, 3], dim=1)
        return self.head(torch.cat([rest, first], dim=1).mean((2, 3)))


class Fused(nn.Module):
    """Attention by torch's own function, seen only backwards."""

    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.head = (nn.Linear(6, 6) for _ in range(4))

    def forward(self, x):
        q, k, v = (part(x).view(len(x), 4, 2, 3).transpose(1, 2) for part in (self.q, self.k, self.v))
        y = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.head(y.transpose(1, 2).reshape(len(x), 4, 6)).amax(1)
