import { rmSync } from "node:fs";
import { type Browser, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildPages, executable, keepPicture, launch, openPage } from "./console";
import { FakeStudio } from "./fakestudio";

describe.skipIf(executable === undefined)("the presenter and rights", () => {
  let pages: string;
  let browser: Browser;
  let studio: FakeStudio;
  let page: Page;
  let address: string;
  const faults: string[] = [];

  beforeAll(async () => {
    pages = await buildPages();
    browser = await launch();
  });

  afterAll(async () => {
    await browser.close();
    rmSync(pages, { recursive: true, force: true });
  });

  beforeEach(async () => {
    studio = new FakeStudio(pages, undefined);
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
    expect.poll(() => text(selector), { timeout: 15_000 }).toContain(wanted);
  const picture = async (name: string) => {
    await page.locator(".rights").scrollIntoViewIfNeeded();
    await keepPicture(page, name);
  };

  it("has the presenter looked at before the broadcast, and says what came of it", async () => {
    const broadcast = studio.add("Spring tea", "CREATED");
    studio.rights.outcomes = ["ASKED", "PROVEN"];
    studio.rights.continueUrl = "https://verify.example/now";
    await page.goto(address);
    await eventually(".presence .person", "Real name verified");
    await eventually(".presence-state", "Not checked");

    await page.getByRole("button", { name: "Check now" }).click();

    await eventually(".presence-state", "Being checked");
    expect(await page.getByRole("link", { name: /Open the check/ }).getAttribute("href"))
      .toBe("https://verify.example/now");
    await eventually(".presence-state", "It is them · counts until");
    expect(studio.rights.looked).toEqual([broadcast.use.driver_subject_id]);
  });

  it("keeps what came of a look when the page is loaded anew", async () => {
    studio.add("Spring tea", "CREATED");
    await page.goto(address);
    await page.getByRole("button", { name: "Check now" }).click();
    await eventually(".presence-state", "It is them");

    await page.reload();

    await eventually(".presence-state", "It is them");
    expect(studio.rights.looked).toHaveLength(1);
  });

  it("says why it is not them, and lets them be looked at again", async () => {
    studio.add("Spring tea", "CREATED");
    studio.rights.outcomes = ["REFUSED"];
    await page.goto(address);
    await page.getByRole("button", { name: "Check now" }).click();

    await eventually(".presence-state", "Not confirmed · the face is another's");
    studio.rights.outcomes = ["PROVEN"];
    await page.getByRole("button", { name: "Check again" }).click();

    await eventually(".presence-state", "It is them");
    expect(studio.rights.looked).toHaveLength(2);
  });

  it("lists licences with scope and end, sublicences below them, and the chain of title", async () => {
    const broadcast = studio.add("Spring tea", "LIVE");
    const parent = studio.rights.licence(
      { licence_id: broadcast.use.licence_id },
      { sublicensable: true, max_concurrent_rooms: 3, max_hours_per_day: 0 },
    );
    const child = studio.rights.licence(
      { parent_licence_id: parent.licence_id },
      { drivers: "NAMED", driver_subject_ids: ["a", "b"] },
    );
    studio.rights.licence({ state: "REVOKED", work: "DESIGN", revoke_time: "2026-03-01T08:00:00Z" });
    studio.rights.licence({}, { end_time: "2026-01-31T08:00:00Z" });
    studio.rights.chain = {
      licence_ids: [child.licence_id, parent.licence_id],
      transfers: [],
      origin_subject_id: broadcast.use.driver_subject_id,
      holder_subject_id: broadcast.use.driver_subject_id,
    };
    await page.goto(address);
    await eventually(".licences", "this broadcast");
    const rows = page.locator(".licence");

    expect(await rows.count()).toBe(4);
    expect(await rows.nth(1).getAttribute("data-depth")).toBe("1");
    expect(await rows.nth(1).innerText()).toContain("Sublicence · Likeness");
    expect(await rows.nth(2).innerText()).toContain("ended 1 Mar 2026");
    expect(await rows.nth(3).innerText()).toContain("run out");
    await rows.nth(0).locator("summary").click();
    await rows.nth(1).locator("summary").click();
    await eventually(".licence:nth-child(2) dl", "2 named");
    await eventually(".licence:nth-child(2) dl", "tea, teaware · not medicine");
    await eventually(".licence:nth-child(2) dl", "1 room, 8 h a day");
    await eventually(".licence:nth-child(1) dl", "3 rooms, no limit of hours");
    await eventually(".licence:nth-child(2) .chain", "the presenter, portrayed or author");
    expect(await page.locator(".licence:nth-child(2) .chain li").allInnerTexts()).toEqual([
      "the presenter, portrayed or author",
      `licence …${parent.licence_id.slice(-6)}`,
      `licence …${child.licence_id.slice(-6)}`,
    ]);
    await picture("rights-licences");
  });

  it("lists the parts of the figure with their versions and reviews", async () => {
    studio.add("Spring tea", "CREATED");
    studio.rights.licence();
    studio.rights.part("FACE_MODEL", 1, "WITHDRAWN");
    studio.rights.part("FACE_MODEL", 2, "APPROVED");
    studio.rights.part("FACE_MODEL", 3, "SUBMITTED");
    studio.rights.part("OUTFIT", 1, "REJECTED");
    await page.goto(address);
    await eventually(".parts", "Face");

    expect(await page.locator(".part").count()).toBe(2);
    expect(await page.locator(".part").first().locator("li").allInnerTexts()).toEqual([
      expect.stringContaining("version 3"),
      expect.stringContaining("version 2"),
      expect.stringContaining("version 1"),
    ]);
    await eventually(".part:nth-child(1)", "waits for review");
    await eventually(".part:nth-child(2)", "rejected");
    await page.getByRole("button", { name: "Check now" }).click();
    await eventually(".presence-state", "It is them");
    await picture("rights-parts");
  });

  it("says the same in Chinese, and says so where there is nothing", async () => {
    studio.add("春茶", "CREATED");
    await page.goto(address);
    await eventually(".licences", "No licence over this figure");
    await eventually(".parts", "one file");

    await page.locator(".top .quiet").click();

    await eventually(".rights", "主播与授权");
    await eventually(".licences", "该形象没有任何授权");
    await page.getByRole("button", { name: "现在核验" }).click();
    await eventually(".presence-state", "确认是本人 · 有效至");
    studio.rights.licence({}, { sublicensable: true });
    studio.rights.part("VOICE_MODEL", 1, "APPROVED");
    await page.reload();
    await eventually(".licence", "肖像");
    await page.locator(".licence summary").click();
    await eventually(".licence dl", "仅肖像本人");
    await eventually(".chain", "肖像本人或作者");
    await picture("rights-chinese");
  });
});
