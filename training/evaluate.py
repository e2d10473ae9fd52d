"""Scores a checkpoint on dev before it is exported: python -m training.evaluate CORPUS START NET."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from casemate.read.statements.encoder import Encoded
from casemate.read.statements.linker import attributions
from casemate.read.statements.pieces import cut_pieces, windows
from training.examples import read_lines
from training.fast_net import FastReader
from training.net import Reader


def encode_with(net: Any, tokenizer: Tokenizer, text: str, most: int, context: int) -> Encoded:
    pieces = cut_pieces(text, tokenizer)
    parts: list[list[Any]] = []
    for w in windows(pieces, most, context):
        a, b = w.pieces
        ids = torch.tensor([[101, *pieces.ids[a:b], 102]])
        marks = [
            torch.tensor([[0, *getattr(pieces, n)[a:b], 0]]) for n in ("shape", "quote", "gap")
        ]
        with torch.no_grad():
            states = net.states(ids, *marks, torch.ones_like(ids))
            rows = torch.from_numpy(pieces.first[w.core[0] : w.core[1]] - a + 1)
            parts.append([x.numpy() for x in net.heads(states[0, rows])])
    roles, mentions, links = (np.concatenate(p) for p in zip(*parts, strict=True))
    return Encoded(
        pieces.spans, roles, mentions, *np.split(links, 4, axis=1),
        net.no_source.detach().numpy(), net.step.detach().numpy(), net.begin.detach().numpy(),
    )  # fmt: skip


def as_rows(encoded: Encoded) -> list[dict[str, Any]]:
    def chars(span: tuple[int, int]) -> list[int]:
        return [encoded.spans[span[0]][0], encoded.spans[span[1] - 1][1]]

    return [
        {
            "id": f"s{k}",
            "kind": "explicit",
            "source": [] if a.source is None else [chars(a.source)],
            "cue": [chars(a.cue)],
            "content": [chars(c) for c in a.contents],
            "parent": None,
        }
        for k, a in enumerate(attributions(encoded))
    ]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("start", type=Path)
    parser.add_argument("net", type=Path)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--window", type=int, default=382)
    parser.add_argument("--context", type=int, default=40)
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--keep", type=Path)
    a = parser.parse_args()
    torch.set_num_threads(1)
    net: Any = FastReader(str(a.start)) if a.fast else Reader(str(a.start), a.layers)
    net.load_state_dict(load_file(a.net))
    net.eval()
    tokenizer = Tokenizer.from_file(str(a.start / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    out = a.keep or Path(tempfile.mkdtemp()) / "pred.jsonl"
    with open(out, "w", encoding="utf-8") as f:
        for row in read_lines(a.corpus / "polnear-dev.jsonl.gz"):
            encoded = encode_with(net, tokenizer, row["text"], a.window, a.context)
            f.write(json.dumps({"id": row["id"], "statements": as_rows(encoded)}) + "\n")
    subprocess.run(
        [sys.executable, a.corpus / "score.py", a.corpus / "polnear-dev.jsonl.gz", out], check=True
    )


if __name__ == "__main__":
    main()
