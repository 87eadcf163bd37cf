/** What the page sends of an arm when a real Chromium's camera shows it. */

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { BodySeen } from "../../src/capture/body/seen";
import { CaptureSite } from "./capturesite";
import { devices, executable } from "./chrome";
import { FakeIngest } from "./fakeingest";
import { dataFolder, makeMicrophone, makeStill } from "./fakemedia";

const data = dataFolder() ?? "";
const portrait = join(data, "video/astronaut/astronaut.png");
const speech = join(data, "voice/whisper.cpp/jfk.wav");
const model = join(data, "models/face_landmarker.task");

const missing = executable === undefined ? "no Chromium (Debian: apt-get install chromium)"
  : spawnSync("ffmpeg", ["-version"]).status !== 0 ? "no ffmpeg (Debian: apt-get install ffmpeg)"
  : [portrait, speech, model].some((it) => !existsSync(it))
    ? "no recordings at ../shared/data (or AFTERGLOW_DATA)"
  : undefined;
if (missing !== undefined) {
  process.stderr.write(`body page test skipped: ${missing}\n`);
}

const DRIVE = "01980000-0000-7000-8000-000000000002";
const TOKEN = "t0kenT0kenT0kenT0kenT0kenT0kenT0kenT0kenT0k";
/** Below this the page takes a point for not seen. */
const SURE = 0.35;

describe.skipIf(missing !== undefined)("the capture page before a person", () => {
  let folder: string;
  let browser: Browser | undefined;
  let ingest: FakeIngest;
  let site: CaptureSite;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "afterglow-body-"));
    await build({ build: { outDir: join(folder, "pages"), emptyOutDir: true }, logLevel: "error" });
    makeMicrophone(speech, join(folder, "microphone.wav"));
  }, 300_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    ingest = new FakeIngest();
    site = new CaptureSite(join(folder, "pages"), await ingest.start(), model);
  });

  afterEach(async () => {
    await browser?.close();
    await site.stop();
    await ingest.stop();
  });

  /** Drives with the upper body before that picture until its first look has gone out. */
  async function drive(picture: string): Promise<BodySeen> {
    const camera = join(folder, "camera.mjpeg");
    makeStill(picture, camera);
    browser = await chromium.launch({
      ...(executable === undefined ? {} : { executablePath: executable }),
      args: [
        "--no-sandbox", "--disable-background-networking", "--disable-component-update",
        ...devices(camera, join(folder, "microphone.wav")),
      ],
    });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
    // What the tracking worker saw, as it tells the page.
    await context.addInitScript(`
      localStorage.setItem("afterglow.capture.body", "on");
      globalThis.looks = [];
      globalThis.Worker = class extends Worker {
        constructor(...words) {
          super(...words);
          this.addEventListener("message", ({ data }) => {
            if (data.is === "body" || data.is === "body-failed") {
              globalThis.looks.push(data.seen ?? { failed: data.message });
            }
          });
        }
      };`);
    page = await context.newPage();
    await page.goto(`${await site.start()}/capture/#drive=${DRIVE}&token=${TOKEN}`);
    const main = page.locator(".capture-commands .primary");
    await main.click();
    await expect.poll(() => main.innerText(), patient).toBe("Start driving");
    await main.click();
    await expect.poll(() => page.locator(".pill").innerText(), patient).toBe("Driving");
    // Without a graphics processor the first look takes minutes.
    await expect.poll(() => page.evaluate("globalThis.looks.length"), patient).toBeGreaterThan(0);
    const before = ingest.motions.length;
    await expect.poll(() => ingest.motions.length, patient).toBeGreaterThan(before + 3);
    return await page.evaluate<BodySeen>("globalThis.looks[0]");
  }

  const patient = { timeout: 330_000 };

  /** The bones that came, each as it came last. */
  function received(): Map<string, number[]> {
    const names = ingest.openings[0]?.boneNames ?? [];
    const bones = new Map<string, number[]>();
    for (const { bonePresence, boneRotations } of ingest.motions) {
      const present = names.filter((_, i) => (bonePresence >> BigInt(i)) % 2n === 1n);
      expect(boneRotations).toHaveLength(present.length * 4);
      present.forEach((name, i) => {
        const turn = boneRotations.slice(i * 4, i * 4 + 4);
        expect(Math.hypot(...turn)).toBeCloseTo(1, 3);
        bones.set(name, turn);
      });
    }
    return bones;
  }

  function report(what: string, { parts, hands }: BodySeen, bones: Map<string, number[]>): void {
    const points = Object.entries(parts).map(([part, { score }]) => `${part} ${score.toFixed(2)}`);
    process.stderr.write(
      `${what}: ${points.join(", ")}; hands ${hands.map((it) => it.score.toFixed(2)).join(", ") || "none"}; ` +
        `bones ${[...bones.keys()].join(", ") || "none"}\n`);
  }

  /** The arm bones that points which the tracker is sure of make up. */
  function arms({ parts }: BodySeen): string[] {
    const sees = (...names: (keyof BodySeen["parts"])[]): boolean =>
      names.every((it) => (parts[it]?.score ?? 0) >= SURE);
    return [
      ...(sees("leftShoulder", "rightShoulder", "leftElbow") ? ["leftUpperArm"] : []),
      ...(sees("leftShoulder", "rightShoulder", "leftElbow", "leftWrist") ? ["leftLowerArm"] : []),
      ...(sees("leftShoulder", "rightShoulder", "rightElbow") ? ["rightUpperArm"] : []),
      ...(sees("leftShoulder", "rightShoulder", "rightElbow", "rightWrist") ? ["rightLowerArm"] : []),
    ];
  }

  it("sends the arm that a portrait shows, hanging down", { timeout: 900_000 }, async () => {
    const seen = await drive(portrait);
    const bones = received();
    report("portrait", seen, bones);

    expect([...bones.keys()].filter((it) => it.includes("Arm")).sort()).toEqual(arms(seen).sort());
    expect(bones.keys()).toContain("rightUpperArm");
    // From the T-pose the right arm comes down by turning about Z, towards the camera's right.
    const [, , z = 0, w = 0] = bones.get("rightUpperArm") ?? [];
    expect(2 * Math.atan2(z, w) * (180 / Math.PI)).toBeGreaterThan(45);
  });
});
