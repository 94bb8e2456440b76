"""Which of four words somebody says, from one second of sound."""

import os
import tempfile

import numpy as np
import torch
from torch import nn

import training

MODEL = "keyword"
COPIES = 5
EPOCHS = 12
RATE = 16000
SILENCE = "_silence_"


def network():
    """Plain convolutions: on so few samples they learn as much as separable ones, and train four times as fast."""
    def block(inputs, outputs, size, stride):
        return [nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]

    return nn.Sequential(
        training.Scale(),
        *block(1, 12, 5, 2), *block(12, 20, 3, 2), *block(20, 32, 3, 1), *block(32, 48, 3, 2), *block(48, 48, 3, 1),
        nn.AvgPool2d((7, 1)), nn.Flatten(), nn.Dropout(0.3), nn.Linear(48 * 5, 6))


def copies(folder):
    """The recordings, and copies of each: faster or slower, earlier or later, louder or softer, and with noise."""
    random = np.random.RandomState(7)
    table = training.rows(folder)
    samples = np.fromfile(os.path.join(folder, "data.bin"), "<i2")
    clips = {name: samples[int(row["offset_frames"]):][:RATE].astype(np.float32) for name, row in table.items()}
    noises = {name: clip for name, clip in clips.items() if table[name]["label"] == SILENCE}

    def rms(clip):
        return np.sqrt((clip ** 2).mean()) + 1

    def copy(clip, is_silence, noise):
        if is_silence:
            return np.roll(clip, random.randint(RATE)) * 10 ** random.uniform(-0.7, 0.3)
        speed = np.exp(random.uniform(-0.16, 0.16))
        places = np.arange(RATE) * speed + RATE / 2 * (1 - speed) - random.uniform(-RATE / 10, RATE / 10)
        clip = np.interp(places, np.arange(RATE), clip, left=0, right=0) * 10 ** random.uniform(-0.6, 0.4)
        return clip + np.roll(noise, random.randint(RATE)) * (10 ** random.uniform(-2.5, -0.5) * rms(clip) / rms(noise))

    parts = part_of(table)
    for name, row in table.items():
        # Noise of its own part: a part that is held out is in no copy.
        own = [noise for other, noise in noises.items() if parts[other] == parts[name]]
        for number in range(COPIES + 1):
            clip = clips[name] if number == 0 else copy(clips[name], row["label"] == SILENCE, own[random.randint(len(own))])
            yield f"{name}#{number}", row["label"], clip


def part_of(table):
    """0 … 4 of each recording: by speaker, and silence by stretches of the noise that it was cut from."""
    def group(name, row):
        return f"{int(name.split('/')[1]) // 250:04}" if row["label"] == SILENCE else row["subject"]

    def number(silence):
        groups = sorted({group(name, row) for name, row in table.items() if (row["label"] == SILENCE) == silence})
        return {name: at % 5 for at, name in enumerate(groups)}

    numbers = {True: number(True), False: number(False)}
    return {name: numbers[row["label"] == SILENCE][group(name, row)] for name, row in table.items()}


def augment(x):
    """Louder or softer by up to 3 dB, and a stretch of time and one of frequency gone."""
    count, _, frames, channels = x.shape
    x = x + 4 * torch.randn(count, 1, 1, 1)

    def stretch(size, longest):
        length = torch.randint(0, longest + 1, (count, 1))
        first = (torch.rand(count, 1) * (size - length)).long()
        at = torch.arange(size)
        return (at >= first) & (at < first + length)

    gone = stretch(frames, 8)[:, None, :, None] | stretch(channels, 7)[:, None, None, :]
    return torch.where(gone, x.mean((2, 3), keepdim=True), x)


def fit(x, y):
    return training.train(network(), x, y, EPOCHS, 6e-3, augment, training.class_weights(y, 6, 0.5), batch=64, smoothing=0.1)


def main():
    arguments = training.arguments("kws_speech_commands_6")
    training.start(2)
    table = training.rows(arguments.data)
    with tempfile.TemporaryDirectory() as scratch:
        training.write_recordings(arguments.data, scratch, copies(arguments.data))
        inputs, y, names = training.features(MODEL, scratch)
    x = training.images(inputs, 49, 40, 1)
    numbers = part_of(table)
    recordings = np.array([name.split("#")[0] for name in names])
    original = np.array([name.endswith("#0") for name in names])
    part = np.array([numbers[name] for name in recordings])
    if arguments.cross_validate:
        training.cross_validate([part == number for number in range(5)], original, lambda train: fit(x[train], y[train]), x, y, 6)
        return

    _, held_out = training.held_out(MODEL)
    test = np.isin(recordings, list(held_out))
    net = fit(x[~test], y[~test])
    measured = test & original
    training.report("held out", training.confusion(y[measured], training.predict(net, x[measured]), 6))
    known = ~test & original
    training.export(net, x.shape[1:], MODEL, inputs[known], y[known], 20)


if __name__ == "__main__":
    main()
