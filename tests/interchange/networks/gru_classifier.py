"""A classifier of words: an embedding, a GRU, and a Dense on its last state."""

from torch import nn


class GruClassifier(nn.Module):
    def __init__(self, codes=50, classes=4):
        super().__init__()
        self.embedding = nn.Embedding(codes, 12)
        self.gru = nn.GRU(12, 16, batch_first=True)
        self.dropout = nn.Dropout(0.3)
        self.head = nn.Linear(16, classes)

    def forward(self, words):
        _, state = self.gru(self.embedding(words))
        return self.head(self.dropout(state[-1]))
