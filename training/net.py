"""The network: a small encoder with heads for roles, links and mention kinds."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import AutoModel

ROLE_TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
MENTION_TAGS = (
    "O", "B-person", "I-person", "B-organization", "I-organization",
    "B-place", "I-place", "B-norp", "I-norp",
)  # fmt: skip
LINK = 128


class Reader(nn.Module):
    def __init__(self, start: str, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(start, add_pooling_layer=False)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        width = self.encoder.config.hidden_size
        self.shape = nn.Embedding(7, width)
        self.quote = nn.Embedding(3, width)
        self.gap = nn.Embedding(3, width)
        for table in (self.shape, self.quote, self.gap):
            nn.init.normal_(table.weight, std=0.005)
        self.drop = nn.Dropout(dropout)
        self.roles = nn.Linear(width, len(ROLE_TAGS))
        self.mentions = nn.Linear(width, len(MENTION_TAGS))
        # cue asks for its source; content asks for its cue
        self.links = nn.Linear(width, 4 * LINK)
        self.no_source = nn.Parameter(torch.zeros(LINK))
        self.step = nn.Parameter(torch.zeros(len(ROLE_TAGS), len(ROLE_TAGS)))
        self.begin = nn.Parameter(torch.zeros(len(ROLE_TAGS)))

    def states(
        self, ids: Tensor, shape: Tensor, quote: Tensor, gap: Tensor, mask: Tensor
    ) -> Tensor:
        embed = self.encoder.embeddings
        x = embed.word_embeddings(ids) + self.shape(shape) + self.quote(quote) + self.gap(gap)
        return self.encoder(inputs_embeds=x, attention_mask=mask).last_hidden_state

    def heads(self, at_words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.drop(at_words)
        return self.roles(x), self.mentions(x), self.links(x)


def crf_loss(net: Reader, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
    """Negative log likelihood, summed over the batch. scores (B, W, K), tags and mask (B, W)."""
    batch, length, kinds = scores.shape
    step, begin = net.step, net.begin
    gold = begin[tags[:, 0]] + scores[:, 0].gather(1, tags[:, :1]).squeeze(1)
    picked = scores.gather(2, tags.unsqueeze(2)).squeeze(2)[:, 1:]
    moves = step[tags[:, :-1], tags[:, 1:]]
    gold = gold + ((picked + moves) * mask[:, 1:]).sum(1)
    alpha = begin + scores[:, 0]
    for t in range(1, length):
        new = torch.logsumexp(alpha.unsqueeze(2) + step, dim=1) + scores[:, t]
        alpha = torch.where(mask[:, t : t + 1] > 0, new, alpha)
    return (torch.logsumexp(alpha, 1) - gold).sum()
