// Measures how late a running room's picture is on the console's screen: preview.mjs ADDRESS SECONDS
// Once silent, where the page decodes each picture itself, and once through the browser's media
// player, which is the baseline. Prints one line of JSON. The room and the browser share the clock.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const [address, seconds] = process.argv.slice(2);
const executable = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (it) => it !== undefined && existsSync(it),
);
if (executable === undefined) {
  process.stderr.write("bench preview needs Chromium (Debian: apt-get install chromium)\n");
  process.exit(1);
}

/** In the page: what the media player shows, against when its fragments say it was captured. */
function watchMediaPlayer() {
  delete window.VideoDecoder;
  window.delays = [];
  let offsetMs;
  const Real = window.WebSocket;
  window.WebSocket = class extends Real {
    constructor(...words) {
      super(...words);
      this.addEventListener("message", ({ data }) => {
        if (!(data instanceof ArrayBuffer)) {
          return;
        }
        const view = new DataView(data);
        const tfdt = view.getUint32(4) === 0x70726674 ? find(view, 0x74666474) : -1;
        if (tfdt > 0) {
          const captured = (view.getUint32(16) + view.getUint32(20) / 2 ** 32 - 2_208_988_800) * 1e3;
          const long = view.getUint8(tfdt + 4) === 1;
          const ticks = long ? Number(view.getBigUint64(tfdt + 8)) : view.getUint32(tfdt + 8);
          offsetMs = captured - (ticks / 90_000) * 1e3;
        }
      });
    }
  };
  function find(view, type) {
    for (let at = 32; at + 12 < Math.min(view.byteLength, 400); at++) {
      if (view.getUint32(at) === type) {
        return at;
      }
    }
    return -1;
  }
  document.addEventListener("DOMContentLoaded", () => {
    const wait = setInterval(() => {
      const element = document.querySelector("video");
      if (element !== null) {
        clearInterval(wait);
        element.requestVideoFrameCallback(function again(_, frame) {
          if (offsetMs !== undefined) {
            window.delays.push(Date.now() - offsetMs - frame.mediaTime * 1e3);
          }
          element.requestVideoFrameCallback(again);
        });
      }
    }, 50);
  });
}

const browser = await chromium.launch({
  executablePath: executable,
  args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
});
try {
  const silent = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await silent.goto(address);
  await silent.waitForTimeout(Number(seconds) * 1_000);
  const title = await silent.locator(".under .chip[title*=capture]").getAttribute("title");
  const shown = /p50 ([0-9]+) ms, p95 ([0-9]+) ms/.exec(title ?? "");
  await silent.close();

  const media = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await media.addInitScript(watchMediaPlayer);
  await media.goto(address);
  await media.waitForTimeout(Number(seconds) * 1_000);
  const delays = await media.evaluate("window.delays.slice(30).sort((a, b) => a - b)");
  const share = (of) => Math.round(delays[Math.floor(of * (delays.length - 1))] ?? -1);
  process.stdout.write(`${JSON.stringify({
    screen_p50_ms: Number(shown?.[1] ?? -1),
    screen_p95_ms: Number(shown?.[2] ?? -1),
    media_player_p50_ms: share(0.5),
    media_player_p95_ms: share(0.95),
    media_player_pictures: delays.length,
  })}\n`);
} finally {
  await browser.close();
}
