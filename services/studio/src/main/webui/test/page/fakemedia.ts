/** What Chromium's fake camera and microphone play, made by FFmpeg out of real recordings. */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of real recordings beside the checkout, or where AFTERGLOW_DATA says. */
export function dataFolder(): string | undefined {
  const named = process.env["AFTERGLOW_DATA"];
  if (named !== undefined) {
    return existsSync(named) ? named : undefined;
  }
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "gradle-free-scripts"))) {
    const above = dirname(folder);
    if (above === folder) {
      return undefined;
    }
    folder = above;
  }
  const data = resolve(folder, "../shared/data");
  return existsSync(data) ? data : undefined;
}

/** When the clip's person blinks, seconds from its beginning. */
const BLINK_S = 25.7;

function ffmpeg(...words: string[]): void {
  const run = spawnSync("ffmpeg", ["-v", "error", "-y", ...words], { encoding: "utf8" });
  if (run.status !== 0) {
    throw new Error(`ffmpeg failed: ${run.stderr}`);
  }
}

/**
 * The camera: two pieces of the clip, one in which the mouth opens wide and one with a blink, slowed
 * down so that a tracker on a busy machine without graphics sees both.
 */
export function makeCamera(clip: string, to: string): void {
  const piece = (from: number, until: number, slower: number, name: string): string =>
    `[0:v]trim=${from}:${until},setpts=${slower}*(PTS-STARTPTS)[${name}]`;
  ffmpeg(
    "-i", clip,
    "-filter_complex",
    `${piece(10, 13, 4, "a")};${piece(BLINK_S - 0.4, BLINK_S + 0.4, 10, "b")};[a][b]concat=n=2:v=1,fps=25,scale=640:480[v]`,
    "-map", "[v]", "-q:v", "4", "-f", "mjpeg", to,
  );
}

/** A camera before which somebody stands still: one picture, 640 by 480, the rest of it grey. */
export function makeStill(picture: string, to: string): void {
  ffmpeg(
    "-i", picture,
    "-vf", "scale=640:480:force_original_aspect_ratio=decrease,pad=640:480:-1:-1:gray,loop=loop=49:size=1,fps=25",
    "-frames:v", "50", "-q:v", "3", "-pix_fmt", "yuvj420p", "-f", "mjpeg", to,
  );
}

/** The microphone: speech at 48 kHz. */
export function makeMicrophone(speech: string, to: string): void {
  ffmpeg("-i", speech, "-ar", "48000", "-ac", "1", "-c:a", "pcm_s16le", to);
}
