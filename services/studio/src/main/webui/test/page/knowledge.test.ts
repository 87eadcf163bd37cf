import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FakeStudio } from "./fakestudio";
import { actions, decided, proposals, ROOM } from "./teashop";

const executable = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (it) => it !== undefined && existsSync(it),
);
const pictures = process.env["AFTERGLOW_PAGE_PICTURES"];

/** Questions, playbooks and comparisons, in a real browser. */
describe.skipIf(executable === undefined)("what the room suggests", () => {
  let pages: string;
  let browser: Browser;
  let studio: FakeStudio;
  let page: Page;
  let address: string;
  const faults: string[] = [];

  beforeAll(async () => {
    pages = mkdtempSync(join(tmpdir(), "afterglow-page-"));
    await build({ build: { outDir: pages, emptyOutDir: true }, logLevel: "error" });
    browser = await chromium.launch({
      ...(executable === undefined ? {} : { executablePath: executable }),
      args: ["--no-sandbox"],
    });
  });

  afterAll(async () => {
    await browser.close();
    rmSync(pages, { recursive: true, force: true });
  });

  beforeEach(async () => {
    studio = new FakeStudio(pages, undefined);
    studio.room = { ...ROOM };
    studio.playbooks = proposals();
    studio.add("Spring tea evening", "LIVE");
    address = await studio.start();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
    faults.length = 0;
    page.on("pageerror", (fault) => faults.push(fault.message));
    page.on("console", (line) => {
      if (line.text().includes("Content Security Policy")) {
        faults.push(line.text());
      }
    });
  });

  afterEach(async () => {
    await page.close();
    await studio.stop();
    expect(faults).toEqual([]);
  });

  const card = (n: number) => page.locator(".playbooks li").nth(n);
  const eventually = (selector: string, wanted: string) =>
    expect.poll(() => page.locator(selector).first().innerText()).toContain(wanted);

  async function picture(name: string): Promise<void> {
    if (pictures !== undefined) {
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    }
  }

  it("ranks the questions that viewers ask, in the order in which they came", async () => {
    await page.goto(address);

    await eventually(".questions li:first-child", "Who pays for returns?");
    const rows = await page.locator(".questions li").allInnerTexts();
    expect(rows.map((it) => it.replace(/\s+/g, " "))).toEqual([
      "Who pays for returns? 明前龙井 250 g explained now 64 ask Answered",
      "What does it cost? link 3 41 ask Answered",
      "When and how is it sent? 17 ask Answered",
    ]);
  });

  it("closes a question that somebody says was answered", async () => {
    await page.goto(address);
    await eventually(".questions li:first-child", "Who pays for returns?");

    await page.locator(".questions li").nth(1).locator(".answered").click();

    await expect.poll(() => page.locator(".questions li").count()).toBe(2);
    expect(studio.commands).toEqual(["answered PRICE link:3"]);
  });

  it("tells where each figure stands among the shop's past shows", async () => {
    await page.goto(address);

    await eventually("[data-figure=gmvPaid] .standing", "higher than 82 % of 14 past shows");
    await eventually("[data-figure=orders] .standing", "higher than 93 % of 14 past shows");
    expect(await page.locator(".compared").isVisible()).toBe(false);
  });

  it("says what a figure means to who points at it, in the page's language", async () => {
    await page.goto(address);
    const tile = page.locator("[data-figure=gmvPaid]");

    await expect.poll(() => tile.getAttribute("title")).toBe(
      "GMV paid\nsum of payments at payment time\nminor currency units · v2",
    );
    expect(await page.locator("[data-figure=likes]").getAttribute("title")).toBeNull();
  });

  it("shows figures without their meanings where these cannot be had", async () => {
    studio.metricsAway = true;
    await page.goto(address);

    await eventually("[data-figure=gmvPaid] .standing", "higher than 82 %");
    expect(await page.locator("[data-figure=gmvPaid]").getAttribute("title")).toBeNull();
  });

  it("says how far the figures can be believed", async () => {
    await page.goto(address);

    await eventually(
      ".trust",
      "From 1,000 facts; told twice and counted once: 212; contradicting and put aside: 3; odd: 7.",
    );
  });

  it("makes nothing up where the shop has few past shows", async () => {
    studio.room = {
      ...ROOM,
      standings: ROOM.standings.map(({ metric_id, currency_code, least_show_count }) => ({
        metric_id, currency_code, least_show_count, show_count: 4,
      })),
    };
    await page.goto(address);

    await eventually(".compared", "the shop has 4, and it takes 10");
    expect((await page.locator(".room .standing").allInnerTexts()).join("")).toBe("");
  });

  it("says what a proposal rests on, and that it is a hypothesis", async () => {
    await page.goto(address);

    await eventually(".playbooks .action", "Explain White tea cakes through each slot");
    const first = (await card(0).innerText()).replace(/\s+/g, " ");
    expect(first).toContain("Hypothesis lapses in 24 min");
    expect(first).toContain("Expected a slot +¥482.10");
    expect(first).toContain("80 % interval +¥213.00 to +¥751.21");
    expect(first).toContain("Evidence 0 randomised slots so far");
    expect(first).toContain("To settle it 17 more slots of 5 min, at 80 % power");
    expect(first).toContain("producer +¥192.84 brand +¥241.05 platform +¥48.21");
    const second = (await card(1).innerText()).replace(/\s+/g, " ");
    expect(second).toContain("Sell 明前龙井 250 g at ¥116.10 in each slot, to everybody");
    expect(second).toContain("80 % interval −¥84.00 to +¥206.40");
    expect(second).toContain("brand −¥53.55 (loses)");
    await picture("knowledge");
  });

  it("says what each kind of proposal does, and who carries it out", async () => {
    studio.playbooks = actions();
    await page.goto(address);

    await eventually(".playbooks .action", "Show the look Qipao in each slot");
    const said = async (n: number) => (await card(n).innerText()).replace(/\s+/g, " ");
    expect(await said(0)).toContain("The stage shows it by itself in its slots");
    expect(await said(1)).toContain(
      "Sell 明前龙井 250 g and White tea cakes on one card at ¥180.00 instead of ¥200.00",
    );
    expect(await said(2)).toContain(
      "Answer in each slot: Who pays for returns? What does it cost? (link 3)",
    );
    expect(await said(2)).toContain("The presenter does it");
    expect(await said(3)).toContain(
      "in this order in each slot: White tea cakes, Oolong sampler, 明前龙井 250 g",
    );
    await picture("knowledge-actions");
    await page.getByRole("button", { name: "Switch to Chinese" }).click();
    await eventually(".playbooks .action", "在每个时段展示造型");
    expect(await said(1)).toContain("组合价");
    expect(await said(3)).toContain("舞台会在相应时段自动展示");
  });

  it("says what to expect, when a stock ends, and what sales went with", async () => {
    await page.goto(address);

    await eventually(".expected li:first-child", "18 units, 80 % between 12 and 23");
    const text = async (selector: string) =>
      (await page.locator(selector).allInnerTexts()).map((it) => it.replace(/\s+/g, " "));
    const expected = await text(".expected li");
    expect(expected[0]).toMatch(/60 left, sold out about \d\d:\d\d \(80 % between/);
    expect(expected[0]).toContain("8 of 9 forecasts held");
    expect(expected[1]).toContain("stock unknown");
    const went = await text(".factors li");
    expect(went).toHaveLength(2);
    expect(went[0]).toContain("Association, not cause 0.50 more of weather.rain 1.31 times");
    expect(went[0]).toContain("24 slots; score -63.9 with it, -71.2 without");
    expect(went[1]).toContain("Shown: it helps Look qipao/half on in 48 % more of the time");
    await eventually(".tried", "3 factors tried over 24 slots");
    await eventually(
      ".costs", "Known costs an hour: ¥920.00. Left a compute-hour: ¥3,100.50. Not told: people.",
    );
    await picture("knowledge-outlook");
    await page.getByRole("button", { name: "Switch to Chinese" }).click();
    await eventually(".factors li:first-child", "相关，不是因果");
  });

  it("decides with one click, and never without who decides", async () => {
    await page.goto(address);
    await page.locator(".decide").first().click();

    await eventually(".decider .hint", "a decision names who took it");
    expect(studio.commands).toEqual([]);
    await page.locator("#decider").fill("operator-7");
    await card(0).locator(".decide.is-main").click();

    await eventually(".playbooks li[data-state=ACCEPTED]", "Now: do it, until");
    const id = "00000000-0000-7000-8000-00000000000";
    expect(studio.commands).toEqual([`accept ${id}1 operator-7`]);
    const tested = (await card(0).innerText()).replace(/\s+/g, " ");
    expect(tested).toContain("Under test Hypothesis");
    expect(tested).toContain("by operator-7");
    expect(tested).toContain("5 randomised slots so far");
    expect(tested).toContain("12 more slots of 5 min");
    expect(await card(1).locator(".decide.is-main").getAttribute("aria-disabled")).toBe("true");
    await eventually(".playbooks li:nth-child(2) .decides .hint", "One test at a time");
    await picture("knowledge-tested");
    await card(1).getByRole("button", { name: "Not now" }).click();
    await expect.poll(() => page.locator(".playbooks li").count()).toBe(1);
    expect(studio.commands[1]).toBe(`decline ${id}2 operator-7`);
    await page.reload();
    await expect.poll(() => page.locator("#decider").inputValue()).toBe("operator-7");
  });

  it("says why nothing was decided, and leaves the proposal open", async () => {
    studio.refusal = { status: 400, reason: "ROOM_UNDER_TEST", metadata: { room_id: "r" } };
    await page.goto(address);
    await page.locator("#decider").fill("operator-7");

    await card(0).locator(".decide.is-main").click();

    await eventually(".notice", "Another proposal is under test in this room");
    expect(await card(0).getAttribute("data-state")).toBe("PROPOSED");
  });

  it("calls shown what slots have shown, and not a hypothesis", async () => {
    const [first] = proposals();
    studio.playbooks = [{
      ...decided(first ?? {}, "accept", "operator-7"),
      state: "PLAYBOOK_STATE_SETTLED",
      verdict: "PLAYBOOK_VERDICT_HELPS",
      hypothesis: false,
      evidence_slots: 21,
      slots_to_settle: 0,
      measured: { effect_minor: 39_000, interval_low_minor: 12_000, interval_high_minor: 66_000 },
    }];
    await page.goto(address);

    await eventually(".playbooks li", "Shown: it helps");
    const shown = (await card(0).innerText()).replace(/\s+/g, " ");
    expect(shown).not.toContain("Hypothesis");
    expect(shown).toContain("Measured a slot +¥390.00");
    expect(shown).toContain("21 randomised slots so far");
    expect(await page.locator(".decide").count()).toBe(0);
  });

  it("offers no decision while proposals cannot be read", async () => {
    await page.goto(address);
    await eventually(".playbooks .action", "White tea cakes");
    await page.locator("#decider").fill("operator-7");

    studio.playbooksAway = true;

    await expect.poll(() => page.locator(".playbooks .stale-note").innerText(), { timeout: 30_000 })
      .toContain("Nothing was decided");
    expect(await page.locator(".decide").first().getAttribute("aria-disabled")).toBe("true");
    await page.locator(".decide").first().click({ force: true });
    expect(studio.commands).toEqual([]);
  });

  it("speaks Chinese, and fits a phone", async () => {
    await page.goto(address);
    await page.getByRole("button", { name: "Switch to Chinese" }).click();

    await eventually(".questions li:first-child", "有运费险吗？");
    await eventually(".playbooks li:first-child .tag", "假设");
    await eventually(".playbooks li:first-child", "还需 17 个 5 分钟时段（功效 80%）");
    await eventually("[data-figure=gmvPaid] .standing", "高于 14 场往期中的 82 %");
    await picture("knowledge-chinese");
    await page.setViewportSize({ width: 390, height: 844 });
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    expect(wide).toBeLessThanOrEqual(390);
    await picture("knowledge-phone");
  });
});
