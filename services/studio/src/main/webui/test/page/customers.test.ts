import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FakeStudio } from "./fakestudio";
import { ROOM } from "./teashop";

const executable = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (it) => it !== undefined && existsSync(it),
);
const pictures = process.env["AFTERGLOW_PAGE_PICTURES"];

/** Who buys, in a real browser. */
describe.skipIf(executable === undefined)("who buys", () => {
  let pages: string;
  let browser: Browser;
  let studio: FakeStudio;
  let page: Page;
  let address: string;

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
    studio.shops = [{
      shop_id: "shop/taobao/882",
      segments: [{ recency: 5, frequency: 4, monetary: 5, customer_count: 1_204 }],
      first_months: [
        { key: "2026-10", customer_count: 310, repeat_rate: 0.2581 },
        { key: "2026-11", customer_count: 24 },
      ],
      first_presenters: [{ key: "", customer_count: 334 }],
      first_looks: [{ key: "qipao", customer_count: 200, repeat_rate: 0 },
        { key: "", customer_count: 134, repeat_rate: 0.1 }],
      preferred_presenters: [],
      preferred_looks: [],
      audiences: [{ name: "Tea, not cups", customer_count: 120 }, { name: "Few" }],
    }];
    studio.add("Spring tea evening", "LIVE");
    address = await studio.start();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  });

  afterEach(async () => {
    await page.close();
    await studio.stop();
  });

  const slice = async (name: string) =>
    (await page.locator(`.customers table[data-slice=${name}]`).innerText()).replace(/\s+/g, " ");

  it("shows a table a slice, and says what is not shown", async () => {
    await page.goto(address);
    await page.locator(".customers table").first().waitFor();

    expect(await slice("bySegment")).toContain("R5 F4 M5 1,204");
    expect(await slice("byFirstMonth")).toContain("2026-10 310 25.8%");
    expect(await slice("byFirstMonth")).toContain("2026-11 24 not shown");
    expect(await slice("byFirstLook")).toContain("qipao 200 0% not told 134 10%");
    expect(await slice("byAudience")).toContain("Tea, not cups 120 Few not shown");
    expect(await page.locator(".customers table[data-slice=byFirstPresenter]").count()).toBe(0);
    expect(await page.locator(".customers .hint").innerText()).toContain("fewer than ten people");
    if (pictures !== undefined) {
      await page.locator(".customers").screenshot({ path: join(pictures, "customers.png") });
    }
  });

  it("says it in Chinese", async () => {
    await page.goto(address);
    await page.locator(".customers table").first().waitFor();
    await page.getByRole("button", { name: "Switch to Chinese" }).click();

    await expect.poll(() => slice("byFirstMonth")).toContain("按首单月份");
    expect(await slice("byFirstMonth")).toContain("客户数 复购率 2026-10 310 25.8%");
    expect(await page.locator(".customers h2").innerText()).toBe("谁在买");
  });

  it("says that customers cannot be read, and shows none", async () => {
    studio.customersAway = true;
    await page.goto(address);

    await expect.poll(() => page.locator(".customers .stale-note").innerText())
      .toBe("Customers cannot be read now.");
    expect(await page.locator(".customers table").count()).toBe(0);
  });
});
