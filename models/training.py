"""What the training scripts share: features made by the tool, a training loop, cross-validation, ONNX.

Everything is seeded and runs on one thread, so that the same machine gives the same network again.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
import torch
from torch import nn

MODELS = os.path.dirname(os.path.abspath(__file__))
TOOL = os.environ.get("TINYINFER", "tinyinfer").split()


class Scale(nn.Module):
    """The features come as the int8 values that the device has; the network's first layer takes this in when converted."""

    def forward(self, x):
        return x * (1 / 64)


def arguments(dataset):
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default=os.path.join(MODELS, "..", "..", "shared", "data", dataset), help="folder of the recordings")
    parser.add_argument("--cross-validate", action="store_true", help="measure on every part in turn, and write no network")
    return parser.parse_args()


def start(seed):
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True)


def rows(folder):
    """Lines of index.csv by recording."""
    with open(os.path.join(folder, "index.csv"), newline="") as file:
        return {row["rec_id"]: row for row in csv.DictReader(file)}


def write_recordings(folder, scratch, clips):
    """A folder of recordings (name, label, samples) in the format and with the sensor of another folder."""
    with open(os.path.join(scratch, "index.csv"), "w", newline="") as index, open(os.path.join(scratch, "data.bin"), "wb") as data:
        lines = csv.writer(index)
        lines.writerow(["rec_id", "label", "offset_frames", "n_frames"])
        count = 0
        for name, label, samples in clips:
            data.write(np.clip(np.round(samples), -32768, 32767).astype("<i2").tobytes())
            lines.writerow([name, label, count, len(samples)])
            count += len(samples)
    with open(os.path.join(folder, "manifest.json")) as source, open(os.path.join(scratch, "manifest.json"), "w") as target:
        json.dump({key: value for key, value in json.load(source).items() if key in ("sample_rate_hz", "channels", "labels")}, target)


def labels(model):
    with open(os.path.join(MODELS, model, "labels.txt")) as file:
        return file.read().split()


def held_out(model):
    """Column of index.csv and its values that training must not see: what 'evaluate --where' gets."""
    with open(os.path.join(MODELS, model, "held-out.txt")) as file:
        column, values = file.read().strip().split("=")
    return column, set(values.split(","))


def features(model, folder, *settings):
    """Inputs [n, features] as the device computes them, the class of each, and its recording."""
    path = os.path.join(MODELS, model, "settings.txt")
    with open(path) as file:
        kind = dict([part.strip() for part in line.split("=")] for line in file if "=" in line)["features"]
    names = labels(model)
    with tempfile.TemporaryDirectory() as scratch:
        data, index = os.path.join(scratch, "x.bin"), os.path.join(scratch, "x.csv")
        options = [part for setting in settings for part in ("--set", setting)]
        tool = subprocess.run(
            TOOL + ["features", folder, "--frontend", kind, "--settings", path, *options, "-o", data, "--index", index],
            stderr=subprocess.PIPE, text=True)
        if tool.returncode != 0:
            sys.exit(tool.stderr)
        with open(index, newline="") as file:
            lines = list(csv.DictReader(file))
        x = np.fromfile(data, np.int8).reshape(len(lines), -1)
    return x, np.array([names.index(line["label"]) for line in lines]), np.array([line["rec_id"] for line in lines])


def images(x, height, width, channels):
    """[n, features] in the device's order, channels last, as PyTorch wants them: channels first."""
    return torch.from_numpy(x.astype(np.float32)).view(-1, height, width, channels).permute(0, 3, 1, 2).contiguous()


def class_weights(y, classes, power):
    """1 / count^power, of mean 1 over the samples."""
    weights = 1 / np.maximum(np.bincount(y, minlength=classes), 1) ** power
    return torch.tensor(weights / weights[y].mean(), dtype=torch.float32)


def train(net, x, y, epochs, rate, augment, weights, batch=64, smoothing=0.05, decay=0.01):
    """AdamW with one cycle of the learning rate. x is int8 values as floats; augment gets a batch of them."""
    y = torch.from_numpy(y)
    steps = epochs * ((len(x) + batch - 1) // batch)
    optimizer = torch.optim.AdamW(net.parameters(), rate, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps)
    loss_of = nn.CrossEntropyLoss(weight=weights, label_smoothing=smoothing)
    net.train()
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for at in range(0, len(x), batch):
            chosen = order[at:at + batch]
            loss = loss_of(net(augment(x[chosen]).clamp(-128, 127)), y[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return net.eval()


def predict(net, x):
    net.eval()
    with torch.no_grad():
        return torch.cat([net(part) for part in x.split(512)]).argmax(1).numpy()


def confusion(actual, predicted, classes):
    matrix = np.zeros((classes, classes), int)
    np.add.at(matrix, (actual, predicted), 1)
    return matrix


def report(title, matrix):
    recall = matrix.diagonal() / np.maximum(matrix.sum(1), 1)
    precision = matrix.diagonal() / np.maximum(matrix.sum(0), 1)
    present = matrix.sum(1) > 0
    print(f"{title}: accuracy {matrix.trace() / matrix.sum():.3f}, balanced {recall[present].mean():.3f}, "
          f"recall {recall.round(3).tolist()}, precision {precision.round(3).tolist()}", flush=True)


def parts(groups, count):
    """Groups dealt to so many parts."""
    names = sorted(set(groups))
    return [np.isin(groups, names[i::count]) for i in range(count)]


def cross_validate(tests, original, fit, x, y, classes):
    """Each part in turn is measured with a network that saw none of it: fit(train) makes one. Copies are not measured."""
    total = np.zeros((classes, classes), int)
    for number, test in enumerate(tests):
        net = fit(~test)
        measured = test & original
        matrix = confusion(y[measured], predict(net, x[measured]), classes)
        report(f"part {number}", matrix)
        total += matrix
    report("all parts", total)
    print(total)


def export(net, shape, model, inputs, y, each):
    """The network with a softmax for one input, and inputs to calibrate it with: so many of each class, as the device has them."""
    folder = os.path.join(MODELS, model)
    torch.onnx.export(
        nn.Sequential(net, nn.Softmax(1)).eval(), torch.zeros(1, *shape), os.path.join(folder, f"{model}.onnx"),
        opset_version=13, input_names=["features"], output_names=["scores"])
    random = np.random.RandomState(0)
    chosen = [random.permutation(np.flatnonzero(y == label))[:each] for label in sorted(set(y))]
    np.save(os.path.join(folder, "calibration.npy"), inputs[np.concatenate(chosen)])
    print(f"{sum(p.numel() for p in net.parameters()):,} parameters → {folder}")
