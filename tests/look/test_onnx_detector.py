"""A user's own model. Were it wrong, boxes would lie beside what they mark."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.look.scenery import as_raster, ground

from casemate.errors import BadInput
from casemate.look.detect import detect
from casemate.look.onnx_detector import OnnxDetector

onnx = pytest.importorskip("onnx")


def tiny_model(path: Path, rows: list[list[float]]) -> Path:
    """A model that answers with the same boxes whatever it is shown."""
    from onnx import TensorProto, helper

    boxes = helper.make_tensor(
        "b", TensorProto.FLOAT, (len(rows), len(rows[0])), [value for row in rows for value in row]
    )
    shown = helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 3, None, None])
    answer = helper.make_tensor_value_info("boxes", TensorProto.FLOAT, [None, len(rows[0])])
    graph = helper.make_graph(
        [helper.make_node("Constant", [], ["boxes"], value=boxes)], "tiny", [shown], [answer]
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    made.ir_version = 8
    onnx.save(made, path)
    return path


def test_boxes_become_targets_in_pixels_and_metres(tmp_path: Path) -> None:
    """The documented output: x0, y0, x1, y1, score."""
    rows = [[10, 20, 30, 28, 0.9], [11, 20, 31, 28, 0.8], [60, 60, 70, 70, 0.2]]
    model = tiny_model(tmp_path / "m.onnx", rows)
    found = detect(as_raster(ground()), "ship", None, OnnxDetector(model)).targets
    assert len(found) == 1  # the second is the same object, the third too unsure
    assert (found[0].x, found[0].y) == (19.5, 23.5)
    assert found[0].length_m == pytest.approx(60)


def test_tiles_of_a_large_picture_are_laid_in_their_place(tmp_path: Path) -> None:
    """A box of the second tile belongs in the second tile."""
    model = tiny_model(tmp_path / "m.onnx", [[10, 20, 30, 28, 0.9]])
    found = detect(as_raster(ground((300, 700))), "ship", None, OnnxDetector(model)).targets
    assert sorted(t.x for t in found) == [19.5, 19.5 + 700 - 512]


def test_what_is_no_model_or_answers_otherwise_is_refused(tmp_path: Path) -> None:
    """The remedy is in the message."""
    other = tiny_model(tmp_path / "n.onnx", [[1.0, 2.0]])
    with pytest.raises(BadInput, match="x0, y0"):
        detect(as_raster(ground()), "ship", None, OnnxDetector(other))
    broken = tmp_path / "b.onnx"
    broken.write_bytes(b"no model")
    with pytest.raises(BadInput, match="usable ONNX"):
        detect(as_raster(np.asarray(ground())), "ship", None, OnnxDetector(broken))
