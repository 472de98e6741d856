"""A transformer encoder over a sequence of vectors."""

from torch import nn


class Encoder(nn.Module):
    def __init__(self, features=6, width=16, classes=3):
        super().__init__()
        self.project = nn.Linear(features, width)
        layer = nn.TransformerEncoderLayer(width, 4, 32, batch_first=True, activation="gelu", norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, 3, enable_nested_tensor=False)
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, classes)

    def forward(self, x):
        x = self.encoder(self.project(x))
        return self.head(self.norm(x).mean(dim=1))
