"""Makes the house voice once: espeak-ng speaks script.pinyin.txt (script.txt in pinyin), the sound is kept as a 16 kHz IMA ADPCM
WAV and the moments of its phonemes as a small text file. Needs libespeak-ng (1.51 was used).
usage: synthesise.py RESOURCES_FOLDER
"""
import array
import ctypes
import math
import struct
import sys
from pathlib import Path

OUT_HZ = 16_000
PAUSE_MS = 260
STEPS = [int(s) for s in (
    "7 8 9 10 11 12 13 14 16 17 19 21 23 25 28 31 34 37 41 45 50 55 60 66 73 80 88 97 107 118 130 "
    "143 157 173 190 209 230 253 279 307 337 371 408 449 494 544 598 658 724 796 876 963 1060 1166 "
    "1282 1411 1552 1707 1878 2066 2272 2499 2749 3024 3327 3660 4026 4428 4871 5358 5894 6484 7132 "
    "7845 8630 9493 10442 11487 12635 13899 15289 16818 18500 20350 22385 24623 27086 29794 32767"
).split()]
TURN = [-1, -1, -1, -1, 2, 4, 6, 8]


class Id(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int), ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int), ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int), ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p), ("id", Id),
    ]


def speak(lines):
    lib = ctypes.CDLL("libespeak-ng.so.1")
    rate = lib.espeak_Initialize(2, 500, None, 1)
    samples = array.array("h")
    phonemes = []
    base = [0]
    callback_type = ctypes.CFUNCTYPE(
        ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))

    def on_sound(wav, count, events):
        i = 0
        while events[i].type != 0:
            if events[i].type == 7:
                name = events[i].id.string.split(b"\0")[0].decode()
                phonemes.append((base[0] + events[i].audio_position, name))
            i += 1
        if wav and count > 0:
            samples.extend(wav[:count])
        return 0

    keep = callback_type(on_sound)
    lib.espeak_SetSynthCallback(keep)
    assert lib.espeak_SetVoiceByName(b"cmn-latn-pinyin+f3") == 0
    lib.espeak_SetParameter(1, 168, 0)
    lib.espeak_SetParameter(3, 58, 0)
    lib.espeak_SetParameter(4, 62, 0)
    for line in lines:
        base[0] = len(samples) * 1000 // rate
        phonemes.append((base[0], "|"))
        text = line.encode() + b"\0"
        lib.espeak_Synth(text, len(text), 0, 1, 0, 1, None, None)
        lib.espeak_Synchronize()
        end = len(samples) * 1000 // rate
        phonemes.append((end, "_"))
        samples.extend([0] * (rate * PAUSE_MS // 1000))
    return rate, samples, phonemes


def resample(rate, samples):
    half = 24
    cut = 0.94 * OUT_HZ / rate
    out = []
    for n in range(len(samples) * OUT_HZ // rate):
        at = n * rate / OUT_HZ
        first = math.ceil(at - half)
        total = 0.0
        for k in range(first, first + 2 * half):
            if 0 <= k < len(samples):
                x = at - k
                sinc = cut if x == 0 else math.sin(math.pi * cut * x) / (math.pi * x)
                total += samples[k] * sinc * (0.5 + 0.5 * math.cos(math.pi * x / half))
        out.append(total)
    peak = max(abs(v) for v in out)
    return [round(v / peak * 26000) for v in out]


def adpcm(samples, block):
    per_block = (block - 4) * 2 + 1
    out = bytearray()
    index = 0
    for start in range(0, len(samples), per_block):
        part = samples[start:start + per_block]
        part += [0] * (per_block - len(part))
        predicted = part[0]
        out += struct.pack("<hBB", predicted, index, 0)
        nibbles = []
        for sample in part[1:]:
            step = STEPS[index]
            diff = sample - predicted
            code = 8 if diff < 0 else 0
            diff = abs(diff)
            delta = step >> 3
            for bit, share in ((4, step), (2, step >> 1), (1, step >> 2)):
                if diff >= share:
                    code |= bit
                    diff -= share
                    delta += share
            predicted += -delta if code & 8 else delta
            predicted = max(-32768, min(32767, predicted))
            index = max(0, min(88, index + TURN[code & 7]))
            nibbles.append(code)
        for i in range(0, len(nibbles), 2):
            out.append(nibbles[i] | nibbles[i + 1] << 4)
    return bytes(out), per_block


def main(folder):
    here = Path(__file__).parent
    lines = [l.strip() for l in (here / "script.pinyin.txt").read_text().splitlines() if l.strip()]
    rate, samples, phonemes = speak(lines)
    block = 1024
    pcm = resample(rate, samples)
    data, per_block = adpcm(pcm, block)
    fmt = struct.pack("<HHIIHHHH", 0x11, 1, OUT_HZ, OUT_HZ * block // per_block, block, 4, 2, per_block)
    fact = struct.pack("<I", len(pcm))
    body = (b"WAVEfmt " + struct.pack("<I", len(fmt)) + fmt
            + b"fact" + struct.pack("<I", 4) + fact + b"data" + struct.pack("<I", len(data)) + data)
    (folder / "voice.wav").write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
    rows = [f"{ms}\t{name}" for ms, name in phonemes if name]
    (folder / "phonemes.tsv").write_text("# start_ms\tphoneme (espeak-ng's own names)\n" + "\n".join(rows) + "\n")
    print(len(pcm) / OUT_HZ, "s", len(data), "bytes", len(rows), "phonemes")


main(Path(sys.argv[1]))
