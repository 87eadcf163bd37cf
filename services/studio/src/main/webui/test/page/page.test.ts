import { rmSync } from "node:fs";
import { type Browser, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeClip, type Clip } from "./clip";
import { buildPages, executable, ffmpeg, keepPicture, launch, openPage } from "./console";
import { FakeStudio } from "./fakestudio";
import { ROOM } from "./teashop";

if (executable === undefined) {
  process.stderr.write("page test skipped: no Chromium (Debian: apt-get install chromium)\n");
} else if (!ffmpeg) {
  process.stderr.write("page test without a picture: no ffmpeg (Debian: apt-get install ffmpeg)\n");
}

describe.skipIf(executable === undefined)("the page", () => {
  let pages: string;
  let clip: Clip | undefined;
  let browser: Browser;
  let studio: FakeStudio;
  let page: Page;
  let address: string;
  const faults: string[] = [];

  beforeAll(async () => {
    pages = await buildPages();
    clip = ffmpeg ? makeClip(60) : undefined;
    browser = await launch();
  });

  afterAll(async () => {
    await browser.close();
    rmSync(pages, { recursive: true, force: true });
  });

  beforeEach(async () => {
    studio = new FakeStudio(pages, clip);
    studio.room = { ...ROOM };
    address = await studio.start();
    page = await openPage(browser, faults);
  });

  afterEach(async () => {
    await page.close();
    await studio.stop();
    expect(faults).toEqual([]);
  });

  const text = (selector: string) => page.locator(selector).first().innerText();
  const eventually = (selector: string, wanted: string) =>
    expect.poll(() => text(selector)).toContain(wanted);
  const video = (expression: string) =>
    page.evaluate(`(() => { const v = document.querySelector("video"); return ${expression}; })()`);

  const picture = (name: string) => keepPicture(page, name);

  it("shows state, figures and room of the newest broadcast that is not over", async () => {
    studio.add("Spring tea evening", "LIVE");
    studio.add("Yesterday's show", "ENDED");

    await page.goto(address);

    await eventually("h1", "Spring tea evening");
    await eventually(".tally", "Live");
    await eventually("[data-metric=latency50] dd", "ms");
    await eventually(".health .facts:last-child", "Figure drawn less finely to hold the rate: step 1/3");
    await eventually("[data-figure=gmvPaid] dd", "¥42,860.50");
    await eventually("[data-figure=online] dd", "1,284");
    await eventually(".badges", "visible");
    await eventually(".room tbody", "White tea cakes");
    const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
    const links = await page.locator(".room .reports a").evaluateAll((all) =>
      all.map((it) => it.getAttribute("href")),
    );
    const query = new URLSearchParams({ locale: "en", time_zone: zone }).toString();
    expect(links).toEqual(
      ["html", "pdf"].map((format) => `/api/v1/rooms/r/report?format=${format}&${query}`),
    );
  });

  it.skipIf(!ffmpeg)("shows each picture when it is decoded, and how late that is", async () => {
    studio.add("Spring tea evening", "LIVE");
    await page.goto(address);
    const lag = page.locator(".under .chip[title*=capture]");

    await expect.poll(() => lag.isVisible()).toBe(true);

    expect(await page.locator("canvas.pictures").isVisible()).toBe(true);
    expect(await page.locator("video").isVisible()).toBe(false);
    const p50 = /p50 ([0-9]+) ms/.exec((await lag.getAttribute("title")) ?? "")?.[1];
    expect(Number(p50)).toBeGreaterThanOrEqual(studio.captureTakesMs);
    const pixels = () => page.evaluate(`document.querySelector("canvas.pictures").toDataURL()`);
    const before = await pixels();
    await expect.poll(async () => (await pixels()) === before).toBe(false);
    const sockets = studio.sockets;
    studio.dropViewers();
    await expect.poll(() => studio.sockets).toBeGreaterThan(sockets);
    await expect.poll(() => page.locator(".veil").isHidden()).toBe(true);
    const cut = await pixels();
    await expect.poll(async () => (await pixels()) === cut).toBe(false);
    await picture("page-silent");
  });

  it.skipIf(!ffmpeg)("shows pictures through the media player where the page cannot decode", async () => {
    studio.add("Spring tea evening", "LIVE");
    await page.addInitScript("delete window.VideoDecoder");
    await page.goto(address);

    await expect.poll(() => video("v.currentTime > 0.5 && !v.paused && v.muted")).toBe(true);
    expect(await page.locator("canvas.pictures").isVisible()).toBe(false);
  });

  it.skipIf(!ffmpeg)("plays with sound near the live edge, and again after the connection was cut", async () => {
    studio.add("Spring tea evening", "LIVE");
    await page.goto(address);
    await page.locator(".under button").click();
    expect(await video("v.muted")).toBe(false);
    await expect.poll(() => video("v.currentTime > 0.5 && !v.paused")).toBe(true);
    const behind = "(v.buffered.length ? v.buffered.end(v.buffered.length - 1) - v.currentTime : 99)";
    await expect.poll(() => video(`${behind} < 1.3`)).toBe(true);
    await page.waitForTimeout(2_500);
    await picture("page-live");

    const before = studio.sockets;
    studio.dropViewers();

    await expect.poll(() => studio.sockets).toBeGreaterThan(before);
    await expect.poll(() => page.locator(".veil").isHidden()).toBe(true);
    await expect.poll(() => video(`v.readyState >= 2 && ${behind} < 1.3`)).toBe(true);
  });

  it("moves the broadcast by its buttons, and asks twice before the end", async () => {
    studio.add("Spring tea evening", "CREATED");
    await page.goto(address);
    await eventually(".tally", "Created");
    await picture("page-created");

    await page.getByRole("button", { name: "Rehearse" }).click();
    await eventually(".tally", "Rehearsing");
    await page.getByRole("button", { name: "Go live" }).click();
    await eventually(".tally", "Live");
    await page.getByRole("button", { name: "Show slate" }).click();
    await eventually(".tally", "Slate");
    await eventually(".chip-warn", "shown by you");
    await page.getByRole("button", { name: "Resume" }).click();
    await eventually(".tally", "Live");
    await page.getByRole("button", { name: "End", exact: true }).click();
    await page.getByRole("button", { name: "End for good?" }).click();
    await eventually(".tally", "Ended");

    expect(studio.commands.map((it) => it.split(" ")[0])).toEqual([
      "rehearse", "live", "slate", "resume", "end",
    ]);
    expect(new Set(studio.commands).size).toBe(5);
  });

  it("shows the presenter's link when asked, and forgets it with the next broadcast", async () => {
    const first = studio.add("Spring tea evening", "CREATED");
    studio.add("Second show", "CREATED");
    await page.goto(`${address}/#/b/${first.broadcast_id}`);
    await eventually("h1", "Spring tea evening");
    expect(await page.locator(".presenter-link").isHidden()).toBe(true);

    await page.getByRole("button", { name: "Presenter's link" }).click();

    const field = page.getByRole("textbox", { name: "Presenter's link" });
    await expect.poll(() => field.inputValue()).toBe(
      `${address}/capture/#drive=${first.drive_id}&token=${"t0ken".repeat(8)}`);
    await picture("page-link");
    await page.getByRole("button", { name: /Second show/ }).click();
    await eventually("h1", "Second show");
    await expect.poll(() => page.locator(".presenter-link").isHidden()).toBe(true);
    expect(await page.content()).not.toContain("t0ken");
  });

  it("pairs a device by a code, and says when it is there", async () => {
    const first = studio.add("Spring tea evening", "LIVE");
    studio.enrol("Studio 2 phone");
    studio.enrol("Old tablet", "REVOKED");
    studio.enrol("Motion suit", "SUSPENDED");
    await page.goto(`${address}/#/b/${first.broadcast_id}`);
    await eventually(".devices", "Studio 2 phone");
    expect(await page.locator(".pairing").isHidden()).toBe(true);

    await page.getByRole("button", { name: "Pair a device" }).click();

    await eventually(".pair-code", "7KQ2-M9XD");
    await eventually(".pair-line", "gradle-free-scripts/agent pair 7KQ2-M9XD --to ingest.example:443");
    await expect.poll(() => text(".pair-left")).toMatch(/works once, for 09:5\d/);
    await page.waitForTimeout(1_000);
    await picture("page-pairing");
    expect(studio.commands).toEqual([`pairings ${first.use.driver_subject_id}`]);
    studio.enrol("Laptop by the window");
    await eventually(".paired", "Paired: Laptop by the window");
    expect(await page.locator(".pairing").isHidden()).toBe(true);
    await eventually(".devices li", "Laptop by the window");
  });

  it("says what to run for this broadcast once a device is paired", async () => {
    const first = studio.add("Spring tea evening", "CREATED");
    const encore = studio.add("Encore", "CREATED");
    encore.use = first.use;
    studio.add("Second show", "CREATED");
    const run = (drive: string) =>
      "gradle-free-scripts/agent run --listen 0.0.0.0 --to ingest.example:443" +
      ` --drive ${drive} --drive-token-file token`;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(`${address}/#/b/${first.broadcast_id}`);
    await page.getByRole("button", { name: "Pair a device" }).click();
    await eventually(".pair-code", "7KQ2-M9XD");
    expect(await page.locator(".run-next").isHidden()).toBe(true);

    studio.enrol("Laptop by the window");

    await eventually(".run-line", run(first.drive_id));
    await picture("page-paired");
    expect(await page.content()).not.toContain("t0ken");
    await page.getByRole("button", { name: "Copy the token" }).click();
    await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toBe("t0ken".repeat(8));
    await eventually(".run-next .is-done", "Copied");
    expect(await page.content()).not.toContain("t0ken");
    await page.getByRole("button", { name: "Switch to Chinese" }).click();
    await eventually(".run-next", "将设备接入本场直播");
    await eventually(".run-next", run(first.drive_id));
    await page.getByRole("button", { name: /Encore/ }).click();
    await eventually(".run-next", run(encore.drive_id));
    await page.getByRole("button", { name: /Second show/ }).click();
    await eventually("h1", "Second show");
    await expect.poll(() => page.locator(".run-next").isHidden()).toBe(true);
  });

  it("says again what to run for a device that was paired earlier", async () => {
    const first = studio.add("Spring tea evening", "CREATED");
    studio.enrol("Studio 2 phone");
    studio.enrol("Old tablet", "REVOKED");
    await page.goto(`${address}/#/b/${first.broadcast_id}`);
    await eventually(".devices li", "Studio 2 phone");
    expect(await page.locator(".run-next").isHidden()).toBe(true);
    expect(await page.getByRole("button", { name: "How to run Old tablet" }).isHidden()).toBe(true);

    await page.getByRole("button", { name: "How to run Studio 2 phone" }).click();

    await eventually(
      ".run-line",
      "gradle-free-scripts/agent run --listen 0.0.0.0 --to ingest.example:443" +
        ` --drive ${first.drive_id} --drive-token-file token`,
    );
    await picture("page-run-again");
    expect(studio.commands).toEqual([]);
  });

  it("forgets a code that has run out, and with the next broadcast", async () => {
    const first = studio.add("Spring tea evening", "CREATED");
    studio.add("Second show", "CREATED");
    studio.codeForS = 2;
    await page.goto(`${address}/#/b/${first.broadcast_id}`);
    await page.getByRole("button", { name: "Pair a device" }).click();
    await expect.poll(() => page.locator(".pairing").isVisible()).toBe(true);
    await eventually(".pair-code", "7KQ2-M9XD");
    await expect.poll(() => page.locator(".pairing").isHidden()).toBe(true);
    expect(await page.content()).not.toContain("7KQ2");

    studio.codeForS = 600;
    await page.getByRole("button", { name: "Pair a device" }).click();
    await eventually(".pair-code", "7KQ2-M9XD");
    await page.getByRole("button", { name: /Second show/ }).click();

    await expect.poll(() => page.locator(".pairing").isHidden()).toBe(true);
    expect(await page.content()).not.toContain("7KQ2");
  });

  it("revokes a device when asked twice", async () => {
    studio.add("Spring tea evening", "CREATED");
    const lost = studio.enrol("Lost phone");
    await page.goto(address);
    await eventually(".devices li", "signs");

    await page.getByRole("button", { name: "Revoke Lost phone" }).click();
    expect(studio.commands).toEqual([]);
    await page.getByRole("button", { name: "For good? Lost phone" }).click();

    await eventually(".devices li", "revoked");
    expect(studio.commands).toEqual([`revoke ${lost.device_id}`]);
    expect(await page.locator(".devices li button:visible").count()).toBe(0);
  });

  it("says why a device cannot be paired", async () => {
    studio.add("Spring tea evening", "CREATED");
    studio.refusal = { status: 409, reason: "PERSON_NOT_VERIFIED", metadata: { state: "EXPIRED" } };
    await page.goto(address);
    await eventually(".devices", "None yet");

    await page.getByRole("button", { name: "Pair a device" }).click();

    const notice = page.getByRole("alert");
    await expect.poll(() => notice.innerText()).toContain("The presenter is not verified now");
    expect(await notice.innerText()).toContain("EXPIRED");
  });

  it("names every reason when go-live is refused", async () => {
    studio.add("Spring tea evening", "REHEARSING");
    studio.refusal = {
      status: 403,
      reason: "NOT_LICENSED",
      metadata: { reasons: "LICENCE_EXPIRED,DRIVER_NOT_VERIFIED", drive_state: "LOST" },
    };
    await page.goto(address);
    await eventually(".tally", "Rehearsing");

    await page.getByRole("button", { name: "Go live" }).click();

    const notice = page.getByRole("alert");
    await expect.poll(() => notice.innerText()).toContain("The registry does not allow it");
    expect(await notice.innerText()).toContain("LICENCE_EXPIRED · DRIVER_NOT_VERIFIED · LOST");
    await picture("page-refused");
  });

  it("never shows stale figures as fresh", async () => {
    studio.add("Spring tea evening", "LIVE");
    await page.goto(address);
    await eventually("[data-figure=online] dd", "1,284");

    studio.roomAway = true;
    await eventually(".room .stale-note", "stale for");
    expect(await page.locator(".room.is-stale").count()).toBe(1);
    expect(await page.locator(".health.is-stale").count()).toBe(0);

    studio.silent = true;
    await eventually(".health .stale-note", "stale for");
    await eventually(".connection", "Connection lost");
    await picture("page-stale");

    studio.silent = false;
    studio.roomAway = false;
    await expect.poll(() => page.locator(".is-stale").count()).toBe(0);
  });

  it("speaks Chinese when asked, and remembers it", async () => {
    studio.add("春茶专场", "LIVE");
    studio.enrol("直播间 2 号手机");
    await page.goto(address);
    await eventually(".tally", "Live");

    await page.getByRole("button", { name: "Switch to Chinese" }).click();
    await eventually(".tally", "直播中");
    await page.reload();
    await eventually(".tally", "直播中");
    await page.getByRole("button", { name: "配对设备" }).click();
    await eventually(".pair-left", "仅可使用一次，剩余");

    expect(await page.evaluate("document.documentElement.lang")).toBe("zh-CN");
    await page.waitForTimeout(1_500);
    await picture("page-chinese");
  });

  it("can be worked with the keyboard alone", async () => {
    studio.add("Spring tea evening", "CREATED");
    studio.add("Second show", "CREATED");
    await page.goto(address);
    await eventually("h1", "Second show");

    await page.getByRole("button", { name: /Spring tea evening/ }).focus();
    await page.keyboard.press("Enter");
    await eventually("h1", "Spring tea evening");
    await page.getByRole("button", { name: "Rehearse" }).focus();
    await page.keyboard.press("Space");

    await eventually(".tally", "Rehearsing");
    await expect
      .poll(() => page.evaluate("document.activeElement?.textContent"))
      .toBe("Rehearse");
  });

  it("fits a phone without scrolling sideways", async () => {
    studio.add("Spring tea evening", "LIVE");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(address);
    await eventually(".tally", "Live");

    expect(await page.evaluate("document.documentElement.scrollWidth <= 390")).toBe(true);
    await picture("page-phone");
  });
});
