"""What somebody with a watch on the wrist does, from 1.6 s of accelerometer and gyroscope."""

import numpy as np
import torch
from torch import nn

import training

MODEL = "activity"
EPOCHS = 14


def network():
    def block(inputs, outputs, length):
        return [nn.Conv2d(inputs, outputs, (length, 1), padding=(length // 2, 0), bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]

    return nn.Sequential(
        training.Scale(),
        *block(6, 24, 5), nn.MaxPool2d((2, 1)),
        *block(24, 32, 3), nn.MaxPool2d((2, 1)),
        *block(32, 32, 3),
        nn.Flatten(), nn.Dropout(0.3), nn.Linear(32 * 10, 32), nn.ReLU(), nn.Dropout(0.3), nn.Linear(32, 5))


def augment(x):
    """The watch sits a little differently, moves a little more or less, and is noisy."""
    count = len(x)
    a, b, c = (torch.randn(count) * 0.15 for _ in range(3))
    zero = torch.zeros(count)
    turn = torch.matrix_exp(torch.stack([zero, -c, b, c, zero, -a, -b, a, zero], 1).view(count, 3, 3))
    flat = x.squeeze(3)
    x = torch.cat([turn @ flat[:, :3], turn @ flat[:, 3:]], 1).unsqueeze(3)
    return x * (1 + 0.1 * torch.randn(count, 1, 1, 1)) + 2 * torch.randn_like(x)


def fit(x, y):
    return training.train(network(), x, y, EPOCHS, 4e-3, augment, training.class_weights(y, 5, 1), batch=128)


def main():
    arguments = training.arguments("imu_har_wrist_geotec")
    training.start(1)
    table = training.rows(arguments.data)
    inputs, y, recordings = training.features(MODEL, arguments.data, "hop=3")
    x = training.images(inputs, 40, 1, 6)
    subjects = np.array([table[recording]["subject"] for recording in recordings])
    if arguments.cross_validate:
        training.cross_validate(training.parts(subjects, 4), True, lambda train: fit(x[train], y[train]), x, y, 5)
        return

    _, held_out = training.held_out(MODEL)
    test = np.isin(subjects, list(held_out))
    net = fit(x[~test], y[~test])
    training.report("held out", training.confusion(y[test], training.predict(net, x[test]), 5))
    training.export(net, x.shape[1:], MODEL, inputs[~test], y[~test], 40)


if __name__ == "__main__":
    main()
