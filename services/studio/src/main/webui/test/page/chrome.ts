/** The Chromium of the tests, with a camera and a microphone that play files. */

import { existsSync } from "node:fs";

const BROWSERS = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where it is; undefined where there is none. */
export const executable = BROWSERS.find((it) => it !== undefined && existsSync(it));

/** What it is started with to see and hear those files, and to draw without a graphics processor. */
export function devices(camera: string, microphone: string): string[] {
  return [
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${camera}`,
    `--use-file-for-fake-audio-capture=${microphone}`,
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
  ];
}
