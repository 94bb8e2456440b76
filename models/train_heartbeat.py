"""Whether a heart beat came too early from the ventricle (PVC), from 2 s of one lead around it."""

import numpy as np
import torch
from torch import nn

import training

MODEL = "heartbeat"
EPOCHS = 20


def network():
    def block(inputs, outputs, length, stride):
        return [nn.Conv2d(inputs, outputs, (length, 1), (stride, 1), (length // 2, 0), bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]

    return nn.Sequential(
        training.Scale(),
        *block(1, 12, 9, 2), nn.MaxPool2d((2, 1)),
        *block(12, 16, 5, 1), nn.MaxPool2d((2, 1)),
        *block(16, 16, 5, 1), nn.MaxPool2d((2, 1)),
        nn.Flatten(), nn.Dropout(0.3), nn.Linear(16 * 15, 16), nn.ReLU(), nn.Dropout(0.3), nn.Linear(16, 2))


def augment(x):
    """Another heart, another lead: larger or smaller, the beat not quite in the middle, a wandering baseline, noise."""
    count, _, length, _ = x.shape
    gain = torch.exp(0.3 * torch.randn(count, 1, 1, 1))
    shift = torch.randint(-5, 6, (count, 1))
    places = (torch.arange(length) - shift).clamp(0, length - 1)
    x = torch.gather(x[:, 0, :, 0], 1, places)[:, None, :, None] * gain
    time = torch.arange(length).view(1, 1, -1, 1) / length
    wave = torch.sin(2 * np.pi * (time * (0.3 + torch.rand(count, 1, 1, 1)) + torch.rand(count, 1, 1, 1)))
    return x + 6 * torch.randn(count, 1, 1, 1) * wave + 2 * torch.randn_like(x)


def spread(y, subjects, train):
    """Indices of all beats; a heart's premature ones again and again until they are 40, if it has any."""
    chosen = []
    for subject in sorted(set(subjects[train])):
        for label in (0, 1):
            found = np.flatnonzero(train & (subjects == subject) & (y == label))
            if len(found):
                chosen.append(np.resize(found, max(len(found), 40) if label else len(found)))
    return np.concatenate(chosen)


def fit(x, y, subjects, train):
    chosen = spread(y, subjects, train)
    return training.train(network(), x[chosen], y[chosen], EPOCHS, 4e-3, augment, training.class_weights(y[chosen], 2, 0.5), batch=64)


def main():
    arguments = training.arguments("ecg_mitbih_pvc")
    training.start(4)
    inputs, y, recordings = training.features(MODEL, arguments.data)
    x = training.images(inputs, 240, 1, 1)
    if arguments.cross_validate:
        tests = [np.isin(recordings, part) for part in (["200"], ["106"], ["108", "100"], ["102", "104"], ["121", "123"])]
        training.cross_validate(tests, True, lambda train: fit(x, y, recordings, train), x, y, 2)
        return

    _, held_out = training.held_out(MODEL)
    test = np.isin(recordings, list(held_out))
    net = fit(x, y, recordings, ~test)
    training.report("held out", training.confusion(y[test], training.predict(net, x[test]), 2))
    training.export(net, x.shape[1:], MODEL, inputs[~test], y[~test], 100)


if __name__ == "__main__":
    main()
