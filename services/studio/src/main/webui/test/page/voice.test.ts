import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CaptureSite } from "./capturesite";
import { FakeIngest } from "./fakeingest";

const BROWSERS = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executable = BROWSERS.find((it) => it !== undefined && existsSync(it));
if (executable === undefined) {
  process.stderr.write("voice test skipped: no Chromium (Debian: apt-get install chromium)\n");
}

const LINK = "#drive=01980000-0000-7000-8000-000000000001&token=t0kenT0kenT0kenT0kenT0kenT0kenT0kenT0kenT0k";
const RATE_HZ = 48_000;
const PACKET = 960;
const TONE_HZ = 440;
const LEVEL = 0.3;
/** A second of the tone, then one that rises from 300 to 1,100 Hz: no two moments of it are alike. */
const SECONDS = 2;

function sound(): Int16Array {
  return Int16Array.from({ length: SECONDS * RATE_HZ }, (_, i) => {
    const s = i / RATE_HZ;
    const turns = s < 1 ? TONE_HZ * s : 300 * (s - 1) + 400 * (s - 1) ** 2;
    return Math.round(LEVEL * 32_767 * Math.sin(2 * Math.PI * turns));
  });
}

/** A WAV file of it (RIFF, 16 bits, mono). */
function wav(samples: Int16Array): Buffer {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.byteLength, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE_HZ, 24);
  head.writeUInt32LE(RATE_HZ * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([head, Buffer.from(samples.buffer)]);
}

/** The strongest amplitude of a frequency in any tenth of a second (Goertzel). */
function amplitude(samples: readonly number[], hz: number): number {
  const size = RATE_HZ / 10;
  let most = 0;
  for (let from = 0; from + size <= samples.length; from += size / 2) {
    let re = 0;
    let im = 0;
    for (let i = 0; i < size; i += 1) {
      const angle = (2 * Math.PI * hz * i) / RATE_HZ;
      re += (samples[from + i] ?? 0) * Math.cos(angle);
      im += (samples[from + i] ?? 0) * Math.sin(angle);
    }
    most = Math.max(most, (2 * Math.hypot(re, im)) / size);
  }
  return most;
}

/** By how many samples `late` lags behind `early`, and how alike they are then, up to 1. */
function lag(early: readonly number[], late: readonly number[]): { samples: number; alike: number } {
  let best = { samples: 0, alike: -1 };
  const most = 2 * PACKET;
  for (let shift = -most; shift <= most; shift += 1) {
    let both = 0;
    let a = 0;
    let b = 0;
    for (let i = most; i < early.length - most; i += 7) {
      const x = early[i] ?? 0;
      const y = late[i + shift] ?? 0;
      both += x * y;
      a += x * x;
      b += y * y;
    }
    const alike = both / Math.sqrt(a * b || 1);
    best = alike > best.alike ? { samples: shift, alike } : best;
  }
  return best;
}

describe.skipIf(executable === undefined)("the page's voice", () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  let ingest: FakeIngest;
  let site: CaptureSite;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "afterglow-voice-"));
    const root = resolve("test/page/voicesite");
    await build({
      root, configFile: false, logLevel: "error",
      build: {
        outDir: join(folder, "pages"), emptyOutDir: true, target: "es2022", assetsInlineLimit: 0,
        modulePreload: { polyfill: false }, rollupOptions: { input: join(root, "capture/index.html") },
      },
      worker: { format: "es" },
    });
    writeFileSync(join(folder, "microphone.wav"), wav(sound()));
    browser = await chromium.launch({
      ...(executable === undefined ? {} : { executablePath: executable }),
      args: [
        "--no-sandbox", "--disable-background-networking", "--disable-component-update",
        "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
        `--use-file-for-fake-audio-capture=${join(folder, "microphone.wav")}`,
        "--autoplay-policy=no-user-gesture-required",
      ],
    });
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(async () => {
    await page.context().close();
    await site.stop();
    await ingest.stop();
  });

  async function arrive(withoutEncoder: boolean): Promise<void> {
    ingest = new FakeIngest();
    site = new CaptureSite(join(folder, "pages"), await ingest.start(), undefined);
    const address = await site.start();
    page = await (await browser.newContext()).newPage();
    if (withoutEncoder) {
      await page.addInitScript("delete globalThis.AudioEncoder");
    }
    await page.goto(`${address}/capture/${LINK}`);
  }

  const heard = (): Promise<{ deviceTimeUs: number; pcm: number[] }[]> => page.evaluate("window.heard");

  /** What the browser's own decoder makes of packets, -1 to 1; without a header it skips nothing. */
  async function decoded(packets: Buffer[]): Promise<number[]> {
    const words = JSON.stringify(packets.map((it) => it.toString("base64")));
    return await page.evaluate(`(async () => {
      const samples = [];
      const decoder = new AudioDecoder({
        output: (data) => {
          const plane = new Float32Array(data.numberOfFrames);
          data.copyTo(plane, { planeIndex: 0, format: "f32-planar" });
          samples.push(...plane);
          data.close();
        },
        error: (fault) => { throw fault; },
      });
      decoder.configure({ codec: "opus", sampleRate: 48000, numberOfChannels: 1 });
      ${words}.forEach((word, i) => {
        const data = Uint8Array.from(atob(word), (it) => it.charCodeAt(0));
        decoder.decode(new EncodedAudioChunk({ type: "key", timestamp: i * 20000, data }));
      });
      await decoder.flush();
      return samples;
    })()`);
  }

  it("arrives as Opus, sounds as it was spoken, and at its own time", async () => {
    await arrive(false);
    await expect.poll(() => ingest.voices.length).toBeGreaterThan(160);

    const voices = ingest.voices.slice(0, 160);
    const raw = await heard();
    expect(voices.every((it) => it.sampleRateHz === RATE_HZ && it.pcm.length === 0)).toBe(true);
    expect(voices.map((it) => it.sequence)).toEqual(voices.map((_, i) => i + 1));
    const bytes = voices.reduce((sum, it) => sum + it.opus.length, 0) / voices.length;
    expect(bytes).toBeGreaterThan(20);
    expect(bytes).toBeLessThan(300);

    const samples = await decoded(voices.map((it) => it.opus));
    expect(samples).toHaveLength(voices.length * PACKET);
    expect(amplitude(samples, TONE_HZ) / LEVEL).toBeGreaterThan(0.9);
    expect(amplitude(samples, TONE_HZ) / LEVEL).toBeLessThan(1.1);
    expect(amplitude(samples, 3_000) / LEVEL).toBeLessThan(0.02);

    const spoken = raw.slice(0, voices.length).flatMap((it) => it.pcm.map((value) => value / 32_768));
    const late = lag(spoken, samples);
    const setBackUs = voices.map((it, i) => (raw[i]?.deviceTimeUs ?? 0) - it.deviceTimeUs);
    process.stderr.write(
      `Opus: ${bytes.toFixed(0)} bytes a packet, lags ${late.samples} samples, alike ${late.alike.toFixed(4)}, ` +
        `set back ${setBackUs[0] ?? 0} us\n`);
    expect(late.alike).toBeGreaterThan(0.98);
    // Every packet's time is back by just as much as the sound is late.
    expect(new Set(setBackUs).size).toBe(1);
    expect(Math.abs((setBackUs[0] ?? 0) - (late.samples * 1e6) / RATE_HZ)).toBeLessThan(100);
  });

  it("arrives plain from a browser without an encoder", async () => {
    await arrive(true);
    await expect.poll(() => ingest.voices.length).toBeGreaterThan(60);
    const raw = await heard();
    ingest.voices.slice(0, 60).forEach((it, i) => {
      expect(it.opus).toHaveLength(0);
      expect(it.deviceTimeUs).toBe(raw[i]?.deviceTimeUs);
      expect(Array.from({ length: PACKET }, (_, at) => it.pcm.readInt16LE(at * 2))).toEqual(raw[i]?.pcm);
    });
  });
});
