"""What state a fan is in, from 2.56 s of its vibration."""

import os
import tempfile

import numpy as np
import torch
from torch import nn

import training

MODEL = "fan"
EPOCHS = 10
COPIES = 6
MOST_SPEED = 0.1


def network():
    return nn.Sequential(training.Scale(), nn.Dropout(0.1), nn.Linear(48, 24), nn.ReLU(), nn.Dropout(0.2), nn.Linear(24, 4))


def copies(folder):
    """The recordings, and copies of each in which the fan turns up to a tenth faster or slower."""
    random = np.random.RandomState(7)
    samples = np.fromfile(os.path.join(folder, "data.bin"), "<i2").reshape(-1, 3).astype(float)
    for name, row in training.rows(folder).items():
        clip = samples[int(row["offset_frames"]):][:int(row["n_frames"])]
        yield f"{name}#0", row["label"], clip
        spectrum = np.fft.rfft(clip, axis=0)
        for number in range(COPIES):
            # Another number of samples from the same spectrum; whole pieces of the copies are as loud as before.
            count = int(len(clip) * np.exp(-MOST_SPEED + 2 * MOST_SPEED * (number + random.rand()) / COPIES)) // 2 * 2
            copy = np.zeros((count // 2 + 1, 3), complex)
            kept = min(len(copy), len(spectrum))
            copy[:kept] = spectrum[:kept]
            yield f"{name}#{number + 1}", row["label"], np.fft.irfft(copy, count, axis=0) * count / len(clip)


def augment(x):
    """Another fan, another mounting: stronger or weaker, in all and in each axis, and noisier bands."""
    count = len(x)
    x = x.view(count, 3, 16)
    louder = 12 * torch.randn(count, 1, 1) + 8 * torch.randn(count, 3, 1)
    bands = x[:, :, :15] + louder + 10 * torch.randn(count, 3, 15)
    return torch.cat([bands, x[:, :, 15:] + 6 * torch.randn(count, 3, 1)], 2).view(count, 48)


def fit(x, y):
    return training.train(network(), x, y, EPOCHS, 5e-3, augment, training.class_weights(y, 4, 1), batch=128, smoothing=0.1)


def main():
    arguments = training.arguments("vib_fan_nxp")
    training.start(3)
    table = training.rows(arguments.data)
    with tempfile.TemporaryDirectory() as scratch:
        training.write_recordings(arguments.data, scratch, copies(arguments.data))
        inputs, y, names = training.features(MODEL, scratch)
    recordings = np.array([name.split("#")[0] for name in names])
    original = np.array([name.endswith("#0") for name in names])
    x = torch.from_numpy(inputs.astype(np.float32))
    fans = np.array([table[recording]["subject"] for recording in recordings])
    sessions = np.array([table[recording]["subject"] + "-" + table[recording]["session"] for recording in recordings])
    if arguments.cross_validate:
        for groups, count in ((sessions, 4), (fans, 2)):
            training.cross_validate(
                training.parts(groups, count), original, lambda train: fit(x[train], y[train]), x, y, 4)
        return

    column, held_out = training.held_out(MODEL)
    test = np.isin([table[recording][column] for recording in recordings], list(held_out))
    net = fit(x[~test], y[~test])
    measured, known = test & original, ~test & original
    training.report("held out", training.confusion(y[measured], training.predict(net, x[measured]), 4))
    training.export(net, x.shape[1:], MODEL, inputs[known], y[known], 50)


if __name__ == "__main__":
    main()
