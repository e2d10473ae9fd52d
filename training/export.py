"""Writes the weights that ship: python -m training.export START NET WEIGHTS --tier accurate."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn

from training.fast_net import WIDTH, FastReader
from training.net import Reader


class Shipped(nn.Module):
    """What runs after the embedding tables: one window, no padding, words' rows picked out."""

    def __init__(self, net: Reader) -> None:
        super().__init__()
        self.net = net
        self.position = net.encoder.embeddings.position_embeddings
        self.kind = net.encoder.embeddings.token_type_embeddings
        self.norm = net.encoder.embeddings.LayerNorm

    def forward(self, vectors: Tensor, rows: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        length = vectors.shape[1]
        x = self.norm(vectors + self.position.weight[:length] + self.kind.weight[0])
        heads, width = self.net.encoder.config.num_attention_heads, x.shape[2]
        for layer in self.net.encoder.encoder.layer:
            a = layer.attention.self
            q, k, v = (
                f(x).reshape(1, length, heads, width // heads).transpose(1, 2)
                for f in (a.query, a.key, a.value)
            )
            weights = torch.softmax(q @ k.transpose(2, 3) * (width // heads) ** -0.5, dim=3)
            mixed = (weights @ v).transpose(1, 2).reshape(1, length, width)
            out = layer.attention.output
            x = out.LayerNorm(out.dense(mixed) + x)
            inner = nn.functional.gelu(layer.intermediate.dense(x))
            x = layer.output.LayerNorm(layer.output.dense(inner) + x)
        return self.net.heads(x[0, rows])


class ShippedFast(nn.Module):
    """The same for the fast tier."""

    def __init__(self, net: FastReader) -> None:
        super().__init__()
        self.net = net
        self.products = nn.ParameterList(
            c.weight.detach().permute(2, 1, 0).reshape(-1, c.out_channels).contiguous()
            for c in net.convolve
        )

    def forward(self, vectors: Tensor, rows: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        # Convolutions as products of neighbours laid side by side, which run twice as fast.
        x = vectors[0]
        length = x.shape[0]
        layers = zip(self.net.norms, self.net.convolve, self.products, strict=True)
        for norm, convolution, product in layers:
            d = convolution.dilation[0]
            y = nn.functional.pad(norm(x), (0, 0, d, d))
            beside = torch.cat([y[:length], y[d : length + d], y[2 * d : length + 2 * d]], dim=1)
            x = x + torch.relu(beside @ product + convolution.bias)
        return self.net.heads(self.net.last(x)[rows])


def write_net(shipped: nn.Module, width: int, out: Path) -> None:
    """The network as ONNX, for windows of any length; weights of products as int8."""
    folder = Path(tempfile.mkdtemp())
    wide = folder / "wide.onnx"
    length = torch.export.Dim("length", min=3, max=4096)
    words = torch.export.Dim("words", min=1, max=4096)
    if width == 384:
        length = torch.export.Dim("length", min=3, max=512)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            shipped, (torch.zeros(1, 40, width), torch.arange(30)), str(wide),
            input_names=["vectors", "rows"], output_names=["roles", "mentions", "links"],
            dynamic_shapes={"vectors": {1: length}, "rows": {0: words}}, dynamo=True,
        )  # fmt: skip
    model = onnx.load(str(wide))
    del model.graph.value_info[:]  # the exporter's shapes disagree with the quantiser's
    onnx.save(model, str(wide), save_as_external_data=False)
    quantize_dynamic(
        str(wide), str(out), per_channel=True, reduce_range=False,
        weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"],
    )  # fmt: skip
    onnx.checker.check_model(str(out))
    shutil.rmtree(folder)


def int8_rows(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each row as int8 with a scale of its own."""
    scales = np.abs(table).max(axis=1) / 127 + 1e-12
    return np.round(table / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def write_tokenizer(start: Path, out: Path) -> None:
    described = json.loads((start / "tokenizer.json").read_text(encoding="utf-8"))
    described["truncation"] = described["padding"] = described["post_processor"] = None
    out.write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("start", type=Path)
    parser.add_argument("net", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--tier", default="accurate")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--window", type=int, default=0)
    parser.add_argument("--context", type=int, default=40)
    a = parser.parse_args()
    a.window = a.window or (1200 if a.tier == "fast" else 382)
    a.weights.mkdir(parents=True, exist_ok=True)
    if a.tier == "fast":
        fast = FastReader(str(a.start))
        fast.load_state_dict(load_file(a.net))
        fast.eval()
        write_net(ShippedFast(fast), WIDTH, a.weights / "fast.onnx")
        table = fast.project(fast.words.weight).detach().numpy() * 4
        small: Reader | FastReader = fast
    else:
        net = Reader(str(a.start), a.layers)
        net.load_state_dict(load_file(a.net))
        net.eval()
        write_net(Shipped(net), 384, a.weights / f"{a.tier}.onnx")
        table = net.encoder.embeddings.word_embeddings.weight.detach().numpy()
        small = net
    rows, scales = int8_rows(table)
    np.save(a.weights / f"{a.tier}-words.npy", rows)
    np.savez(
        a.weights / f"{a.tier}.npz",
        scales=scales,
        **{k: getattr(small, k).weight.detach().numpy() for k in ("shape", "quote", "gap")},
        **{k: getattr(small, k).detach().numpy() for k in ("no_source", "step", "begin")},
    )
    write_tokenizer(a.start, a.weights / "tokenizer.json")
    manifest_path = a.weights / "manifest.json"
    manifest = json.loads(manifest_path.read_text()) if manifest_path.exists() else {"tiers": {}}
    manifest["tiers"][a.tier] = {
        "net": f"{a.tier}.onnx", "small": f"{a.tier}.npz", "words": f"{a.tier}-words.npy",
        "window": a.window, "context": a.context,
    }  # fmt: skip
    named = ["tokenizer.json"]
    named += [v[k] for v in manifest["tiers"].values() for k in ("net", "small", "words")]
    manifest["sha256"] = {
        n: hashlib.sha256((a.weights / n).read_bytes()).hexdigest() for n in sorted(named)
    }
    manifest_path.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
