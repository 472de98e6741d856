"""The names of positional arguments of torch's modules, for the constructors of blocks.

Written down because asking torch means importing it; a test compares them with torch's own.
"""

from __future__ import annotations

_CONVOLUTION = ("in_channels", "out_channels", "kernel_size")

POSITIONAL: dict[str, tuple[str, ...]] = {
    "torch.nn.Linear": ("in_features", "out_features"),
    **{f"torch.nn.{kind}": _CONVOLUTION for kind in ("Conv1d", "Conv2d", "ConvTranspose1d", "ConvTranspose2d")},
    "torch.nn.BatchNorm1d": ("num_features",),
    "torch.nn.BatchNorm2d": ("num_features",),
    "torch.nn.LayerNorm": ("normalized_shape",),
    "torch.nn.GroupNorm": ("num_groups", "num_channels"),
    "torch.nn.Embedding": ("num_embeddings", "embedding_dim"),
    "torch.nn.LSTM": ("input_size", "hidden_size"),
    "torch.nn.GRU": ("input_size", "hidden_size"),
    "torch.nn.RNN": ("input_size", "hidden_size"),
    "torch.nn.MultiheadAttention": ("embed_dim", "num_heads"),
    "torch.nn.TransformerEncoderLayer": ("d_model", "nhead", "dim_feedforward"),
    "torch.nn.Dropout": ("p",),
    "torch.nn.LeakyReLU": ("negative_slope",),
    "torch.nn.ELU": ("alpha",),
}
"""By the path of the module, in order. A module that is not named here has its arguments numbered instead."""
