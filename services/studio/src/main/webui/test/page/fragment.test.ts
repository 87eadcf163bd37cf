import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pictureTrack, readFragment } from "../../src/preview/fragment";
import { capturedAt, makeClip } from "./clip";

const ffmpeg = spawnSync("ffmpeg", ["-version"]).status === 0;

if (!ffmpeg) {
  process.stderr.write("fragment test skipped: no ffmpeg (Debian: apt-get install ffmpeg)\n");
}

function bytes(buffer: Buffer): ArrayBuffer {
  const copy = new ArrayBuffer(buffer.length);
  new Uint8Array(copy).set(buffer);
  return copy;
}

describe.skipIf(!ffmpeg)("fragments of the preview", () => {
  it("reads the pictures that FFmpeg's own reader finds", () => {
    const clip = makeClip(3);
    expect(clip).toBeDefined();
    const { init, fragments } = clip ?? { init: Buffer.alloc(0), fragments: [] };

    const track = pictureTrack(bytes(init));

    expect(track).toBeDefined();
    if (track === undefined) {
      return;
    }
    const read = fragments.flatMap((it) => readFragment(bytes(it), track).pictures);
    const folder = mkdtempSync(join(tmpdir(), "afterglow-fragment-"));
    try {
      const file = join(folder, "clip.mp4");
      writeFileSync(file, Buffer.concat([init, ...fragments]));
      const packets = spawnSync(
        "ffprobe",
        ["-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time,size,flags",
          "-of", "csv=p=0", file],
        { encoding: "utf8" },
      ).stdout.trim().split("\n").map((line) => line.split(","));
      expect(read.map((it) => [it.timeUs / 1e6, it.data.length, it.key])).toEqual(
        packets.map(([time, size, flags]): unknown[] => [
          expect.closeTo(Number(time), 4), Number(size), flags?.startsWith("K"),
        ]),
      );
      expect(read.length).toBe(90);
      // The first byte of avcC is its version, and each picture begins with the length of a unit.
      expect(track.description[0]).toBe(1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("reads when the first picture was captured", () => {
    const clip = makeClip(1);
    const track = pictureTrack(bytes(clip?.init ?? Buffer.alloc(0)));
    const fragment = clip?.fragments[0];
    expect(track).toBeDefined();
    expect(fragment).toBeDefined();
    if (track === undefined || fragment === undefined) {
      return;
    }

    const { capturedMs } = readFragment(bytes(capturedAt(fragment, 1_790_000_000_123.25)), track);

    expect(capturedMs).toBeCloseTo(1_790_000_000_123.25, 1);
    expect(readFragment(bytes(fragment.subarray(32)), track).capturedMs).toBeUndefined();
  });

  it("finds no track in what is no head", () => {
    const clip = makeClip(1);

    expect(pictureTrack(bytes(clip?.fragments[0] ?? Buffer.alloc(0)))).toBeUndefined();
  });
});
