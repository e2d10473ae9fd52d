"""The accurate network's scores on all training texts, for the fast one to learn from.

python -m training.teach CORPUS START NET OUT.npz
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from casemate.read.statements.pieces import windows
from training.examples import load, own
from training.net import Reader


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("start", type=Path)
    parser.add_argument("net", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=20161108)
    parser.add_argument("--own", type=int, default=450)
    a = parser.parse_args()
    torch.set_num_threads(2)
    net = Reader(str(a.start))
    net.load_state_dict(load_file(a.net))
    net.eval()
    tokenizer = Tokenizer.from_file(str(a.start / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    scores = {}
    for doc in load(a.corpus, "train", tokenizer) + own(a.seed, a.own, tokenizer):
        p = doc.pieces
        parts = []
        for w in windows(p, 382, 40):
            begin, end = w.pieces
            ids = torch.tensor([[101, *p.ids[begin:end], 102]])
            marks = [
                torch.tensor([[0, *getattr(p, n)[begin:end], 0]]) for n in ("shape", "quote", "gap")
            ]
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                states = net.states(ids, *marks, torch.ones_like(ids)).float()
            rows = torch.from_numpy(p.first[w.core[0] : w.core[1]] - begin + 1)
            with torch.no_grad():
                parts.append(net.roles(states[0, rows]).numpy().astype(np.float16))
        scores[doc.id] = np.concatenate(parts)
    np.savez(a.out, **scores)


if __name__ == "__main__":
    main()
