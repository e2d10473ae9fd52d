"""The network of the fast tier: convolutions over the accurate tier's word vectors."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import AutoModel

from training.net import MENTION_TAGS, ROLE_TAGS

WIDTH = 128
LINK = 64
DILATIONS = (1, 2, 4, 8, 16, 2, 1)


class FastReader(nn.Module):
    """Sees 34 pieces to either side; the word vectors stay as they are, a projection is learned."""

    def __init__(self, start: str, dropout: float = 0.15) -> None:
        super().__init__()
        words = AutoModel.from_pretrained(start).embeddings.word_embeddings.weight.detach()
        self.words = nn.Embedding.from_pretrained(words, freeze=True)
        self.project = nn.Linear(words.shape[1], WIDTH, bias=False)
        self.shape = nn.Embedding(7, WIDTH)
        self.quote = nn.Embedding(3, WIDTH)
        self.gap = nn.Embedding(3, WIDTH)
        self.convolve = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, 3, padding=d, dilation=d) for d in DILATIONS
        )
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in DILATIONS)
        self.last = nn.LayerNorm(WIDTH)
        self.drop = nn.Dropout(dropout)
        self.roles = nn.Linear(WIDTH, len(ROLE_TAGS))
        self.mentions = nn.Linear(WIDTH, len(MENTION_TAGS))
        self.links = nn.Linear(WIDTH, 4 * LINK)
        self.no_source = nn.Parameter(torch.zeros(LINK))
        self.step = nn.Parameter(torch.zeros(len(ROLE_TAGS), len(ROLE_TAGS)))
        self.begin = nn.Parameter(torch.zeros(len(ROLE_TAGS)))

    def states(
        self, ids: Tensor, shape: Tensor, quote: Tensor, gap: Tensor, mask: Tensor
    ) -> Tensor:
        vectors = self.project(self.words(ids)) * 4
        x = vectors + self.shape(shape) + self.quote(quote) + self.gap(gap)
        return self.above(x, mask.unsqueeze(2).to(x.dtype))

    def above(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """States from input vectors (B, T, WIDTH); mask (B, T, 1) keeps padding at nothing."""
        for norm, convolution in zip(self.norms, self.convolve, strict=True):
            y = norm(x)
            if mask is not None:
                y = y * mask
            y = torch.relu(convolution(y.transpose(1, 2)).transpose(1, 2))
            x = x + self.drop(y)
        return self.last(x)

    def heads(self, at_words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.drop(at_words)
        return self.roles(x), self.mentions(x), self.links(x)
