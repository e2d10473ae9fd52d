"""Fine-tunes the reader: python -m training.train CORPUS START OUT [--layers 6] [--epochs 5]."""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from training.examples import load, own, windows_of
from training.fast_net import FastReader
from training.net import Reader, crf_loss

CLS, SEP = 101, 102


def batch_of(items: list[dict[str, Any]]) -> dict[str, Any]:
    longest = max(i["pieces"][1] - i["pieces"][0] for i in items) + 2
    most_words = max(i["words"][1] - i["words"][0] for i in items)
    n = len(items)
    out = {k: np.zeros((n, longest), dtype=np.int64) for k in ("ids", "shape", "quote", "gap")}
    mask = np.zeros((n, longest), dtype=np.int64)
    first = np.zeros((n, most_words), dtype=np.int64)
    words = np.zeros((n, most_words), dtype=np.float32)
    tags = np.zeros((n, most_words), dtype=np.int64)
    mentions = np.full((n, most_words), -100, dtype=np.int64)
    for k, item in enumerate(items):
        a, b = item["pieces"]
        p = item["doc"].pieces
        size = b - a
        for name in ("ids", "shape", "quote", "gap"):
            out[name][k, 1 : size + 1] = getattr(p, name)[a:b]
        out["ids"][k, 0], out["ids"][k, size + 1] = CLS, SEP
        mask[k, : size + 2] = 1
        w0, w1 = item["words"]
        first[k, : w1 - w0] = p.first[w0:w1] - a + 1
        words[k, : w1 - w0] = 1
        tags[k, : w1 - w0] = item["tags"]
        if item["mentions"] is not None:
            mentions[k, : w1 - w0] = item["mentions"]
    return {
        **{k: torch.from_numpy(v) for k, v in out.items()},
        "mask": torch.from_numpy(mask),
        "first": torch.from_numpy(first),
        "words": torch.from_numpy(words),
        "tags": torch.from_numpy(tags),
        "mentions": torch.from_numpy(mentions),
        "links": [i["links"] for i in items],
        "counts": [i["words"][1] - i["words"][0] for i in items],
    }


def link_loss(net: Reader | FastReader, links: torch.Tensor, batch: dict[str, Any]) -> torch.Tensor:
    """Cue to source words (or none), content piece to cue words; log of the summed probability."""
    losses = []
    for k, found in enumerate(batch["links"]):
        if not found:
            continue
        count = batch["counts"][k]
        width = links.shape[2] // 4
        ask_source, source, ask_cue, cue = links[k, :count].split(width, dim=1)
        source = torch.cat([source, net.no_source.unsqueeze(0)])
        asks, wanted = [], []
        cue_asks, cue_wanted = [], []
        for cue_words, source_words, contents in found:
            if source_words is not None:
                asks.append(ask_source[cue_words].mean(0))
                wanted.append(source_words or [count])
            for content in contents:
                cue_asks.append(ask_cue[content].mean(0))
                cue_wanted.append(cue_words)
        for queries, keys, targets in ((asks, source, wanted), (cue_asks, cue, cue_wanted)):
            if not queries:
                continue
            logits = torch.log_softmax(torch.stack(queries) @ keys.T / width**0.5, dim=1)
            hit = torch.zeros_like(logits, dtype=torch.bool)
            for row, target in enumerate(targets):
                hit[row, target] = True
            losses.append(-torch.logsumexp(logits.masked_fill(~hit, -1e9), dim=1))
    return torch.cat(losses).mean() if losses else links.sum() * 0


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("start", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--window", type=int, default=320)
    parser.add_argument("--batch", type=int, default=6)
    parser.add_argument("--lr", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=20161108)
    parser.add_argument("--own", type=int, default=450, help="made documents in an epoch")
    parser.add_argument("--resume", type=Path, help="weights to go on from")
    parser.add_argument(
        "--minutes", type=float, default=1e9, help="the rate falls to nothing by then"
    )
    parser.add_argument("--fast", action="store_true", help="train the fast tier's network")
    parser.add_argument("--limit", type=int, default=0)
    a = parser.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    tokenizer = Tokenizer.from_file(str(a.start / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    docs = load(a.corpus, "train", tokenizer)
    if a.limit:
        docs = docs[: a.limit]
    net: Reader | FastReader
    net = FastReader(str(a.start)) if a.fast else Reader(str(a.start), a.layers)
    if a.resume:
        net.load_state_dict(load_file(a.resume))
    if isinstance(net, Reader):
        net.encoder.embeddings.word_embeddings.weight.requires_grad = False
    net.train()
    groups = []
    for name, p in net.named_parameters():
        if not p.requires_grad:
            continue
        lr = a.lr if name.startswith("encoder.") or a.fast else 1e-3
        decay = 0.01 if p.dim() > 1 else 0.0
        groups.append({"params": [p], "lr": lr, "weight_decay": decay, "peak": lr})
    optimizer = torch.optim.AdamW(groups)
    size = sum(len(d.pieces.ids) for d in docs + own(a.seed, a.own, tokenizer))
    total = max(1, int(a.epochs * size / (a.window * 0.95) / a.batch))
    warm = max(1, total // 25)
    step = 0
    begun = time.time()
    log = open(a.out / "log.jsonl", "a", buffering=1)
    print(f"{len(docs)} documents, {size} pieces, about {total} steps", flush=True)
    sums = np.zeros(4)
    for epoch in range(a.epochs):
        chosen_docs = docs + own(a.seed + epoch, a.own, tokenizer)
        items = [w for d in chosen_docs for w in windows_of(d, a.window, rng)]
        items.sort(key=lambda i: (i["pieces"][1] - i["pieces"][0]) + rng.random() * 24)
        batches = [items[i : i + a.batch] for i in range(0, len(items), a.batch)]
        rng.shuffle(batches)
        for chosen in batches:
            batch = batch_of(chosen)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not a.fast):
                states = net.states(*(batch[k] for k in ("ids", "shape", "quote", "gap", "mask")))
            states = states.float()
            at = batch["first"].unsqueeze(2).expand(-1, -1, states.shape[2])
            roles, mentions, links = net.heads(states.gather(1, at))
            words = batch["words"].sum()
            crf = crf_loss(net, roles, batch["tags"], batch["words"]) / words
            known = (batch["mentions"] >= 0).sum().clamp(min=1)
            men = F.cross_entropy(mentions.transpose(1, 2), batch["mentions"], reduction="sum")
            men = men / known
            lin = link_loss(net, links, batch)
            loss = 10 * crf + lin + 2 * men
            done = max(step / total, (time.time() - begun) / 60 / a.minutes)
            factor = min(1.0, step / warm) * max(0.0, 1 - done)
            if done >= 1:
                break
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            sums += [crf.item(), lin.item(), men.item(), 1]
            if step % 25 == 0:
                row = {
                    "step": step, "of": total, "epoch": epoch,
                    "minutes": round((time.time() - begun) / 60, 2),
                    "crf": sums[0] / sums[3], "link": sums[1] / sums[3], "mention": sums[2] / sums[3],
                }  # fmt: skip
                log.write(json.dumps(row) + "\n")
                sums[:] = 0
            if step % 150 == 0:
                save_file(
                    {k: v.contiguous() for k, v in net.state_dict().items()}, a.out / "net.part"
                )
                (a.out / "net.part").replace(a.out / "net.safetensors")
        save_file(
            {k: v.contiguous() for k, v in net.state_dict().items()},
            a.out / f"epoch{epoch}.safetensors",
        )
    save_file({k: v.contiguous() for k, v in net.state_dict().items()}, a.out / "net.safetensors")


if __name__ == "__main__":
    main()
