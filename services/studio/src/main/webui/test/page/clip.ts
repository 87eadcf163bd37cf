/** A short clip as fragmented MP4, made with ffmpeg where it is installed. */

import { spawnSync } from "node:child_process";

export interface Clip {
  codecs: string;
  init: Buffer;
  fragments: Buffer[];
  /** How long one fragment plays, milliseconds. */
  fragmentMs: number;
}

/** Makes the clip, or says undefined where there is no ffmpeg. */
export function makeClip(seconds: number, source = "testsrc2=size=360x640:rate=30"): Clip | undefined {
  const made = spawnSync(
    "ffmpeg",
    [
      ...["-v", "error", "-f", "lavfi", "-i", source],
      ...["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"],
      ...["-t", String(seconds), "-c:v", "libx264", "-profile:v", "baseline", "-level", "3.1"],
      ...["-pix_fmt", "yuv420p", "-g", "30", "-b:v", "400k", "-c:a", "aac", "-b:a", "64k"],
      ...["-frag_duration", "200000", "-movflags", "empty_moov+default_base_moof"],
      ...["-write_prft", "wallclock"],
      ...["-f", "mp4", "-"],
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  if (made.status !== 0) {
    return undefined;
  }
  const boxes = split(made.stdout);
  const first = boxes.findIndex((it) => it.type === "prft");
  const init = Buffer.concat(boxes.slice(0, first).map((it) => it.bytes));
  const fragments: Buffer[] = [];
  for (let i = first; i + 2 < boxes.length; i++) {
    const [prft, moof, mdat] = [boxes[i], boxes[i + 1], boxes[i + 2]];
    if (prft?.type === "prft" && moof?.type === "moof" && mdat?.type === "mdat") {
      fragments.push(Buffer.concat([prft.bytes, moof.bytes, mdat.bytes]));
    }
  }
  return {
    codecs: "avc1.42C01F,mp4a.40.2",
    init,
    fragments,
    fragmentMs: (seconds * 1000) / fragments.length,
  };
}

/** A fragment whose first picture was captured at that time, milliseconds since 1970. */
export function capturedAt(fragment: Buffer, ms: number): Buffer {
  const told = Buffer.from(fragment);
  const seconds = ms / 1_000 + 2_208_988_800;
  // Size, name, version and flags, track; then NTP's seconds and their fraction.
  told.writeUInt32BE(Math.floor(seconds), 16);
  told.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), 20);
  return told;
}

function split(file: Buffer): { type: string; bytes: Buffer }[] {
  const boxes: { type: string; bytes: Buffer }[] = [];
  for (let at = 0; at + 8 <= file.length; ) {
    const size = file.readUInt32BE(at);
    boxes.push({ type: file.toString("latin1", at + 4, at + 8), bytes: file.subarray(at, at + size) });
    at += size;
  }
  return boxes;
}
