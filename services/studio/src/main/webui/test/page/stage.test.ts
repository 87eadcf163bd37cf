import { rmSync } from "node:fs";
import { type Browser, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Directive } from "../../src/api";
import { buildPages, executable, keepPicture, launch, openPage } from "./console";
import { FakeStudio } from "./fakestudio";
import { ROOM } from "./teashop";

const GLB = { mimeType: "model/gltf-binary", buffer: Buffer.from("glTF what the worker looks through") };
const MP4 = { mimeType: "video/mp4", buffer: Buffer.from("\0\0\0\x18ftypisom and so on") };
const PNG = { mimeType: "image/png", buffer: Buffer.from("\x89PNG and so on", "latin1") };

describe.skipIf(executable === undefined)("the stage's controls", () => {
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
  const picture = async (name: string) => {
    await page.locator(".stage-panel").scrollIntoViewIfNeeded();
    await keepPicture(page, name);
  };
  const row = (name: string) => page.locator(".stage-row").filter({ hasText: name });
  const pressed = (name: RegExp) => page.getByRole("button", { name }).getAttribute("aria-pressed");

  /** Presses a button that lets a file be chosen, and chooses. */
  async function choose(
    button: string, ...files: { name: string; mimeType: string; buffer: Buffer }[]
  ): Promise<void> {
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: button }).click(),
    ]);
    await chooser.setFiles(files);
  }

  it("changes the stage, and shows what the rehearsal was judged to be", async () => {
    studio.add("Spring tea evening", "LIVE");
    studio.stage = {
      shown: { layout: "PRESENTER" },
      layouts: ["PRESENTER", "PRODUCT"],
      products: [
        { product_id: "t1", title: "明前龙井 250 g" },
        { product_id: "t2", title: "White tea cakes" },
      ],
    };
    studio.judgement = {
      findings: [
        {
          check: "FACE_SHARE", value: 0.04, least: 0.06, good: false, measured: true,
          advice: "Move closer.",
        },
        { check: "EYE_CONTACT", least: 0.5, measured: false },
      ],
      sizes: [{ width: 720, height: 1280, picture_ms: 31, frame_rate: 30 }],
    };
    await page.goto(address);

    await page.getByLabel("Product card").selectOption("t2");
    await page.locator(".stage-row").first().getByRole("button", { name: "Show", exact: true }).click();
    await expect.poll(() => studio.directives).toEqual([{ product_id: "t2" }]);
    await expect
      .poll(() => page.locator(".stage-row").first().getByRole("button", { name: "Hide", exact: true }).count())
      .toBe(1);
    await page.getByLabel("Lower third").fill("  One day only ");
    await page.locator(".stage-row").filter({ hasText: "Lower third" }).getByRole("button").click();
    await expect.poll(() => studio.directives[1]).toEqual({ lower_third: "One day only" });
    const layout = page.getByRole("button", { name: "PRODUCT", exact: true });
    await expect.poll(() => layout.getAttribute("aria-pressed")).toBe("false");
    await layout.click();
    await expect.poll(() => layout.getAttribute("aria-pressed")).toBe("true");
    expect(studio.directives[2]).toEqual({ layout: "PRODUCT" });

    await page.getByRole("button", { name: "Check 4 seconds" }).click();

    await eventually(".findings .is-bad", "0.04 (≥ 0.06)");
    await eventually(".findings .is-open", "not seen");
    await eventually(".findings .sizes", "720×1280: 30 fps");
    await picture("page-stage");
  });

  it("changes the look, and offers none where an avatar has one only", async () => {
    studio.add("Spring tea evening", "LIVE");
    studio.stage = { shown: { look_id: "jacket" }, looks: ["jacket", "qipao"] };
    await page.goto(address);

    const other = page.getByRole("button", { name: "Qipao", exact: true });
    await expect.poll(() => other.getAttribute("aria-pressed")).toBe("false");
    await other.click();
    await expect.poll(() => other.getAttribute("aria-pressed")).toBe("true");
    expect(studio.directives).toEqual([{ look_id: "qipao" }]);

    studio.stage = { shown: { look_id: "jacket" }, looks: ["jacket"] };
    await expect.poll(() => other.count()).toBe(0);
    await expect
      .poll(() => page.getByRole("button", { name: "Jacket", exact: true }).isVisible())
      .toBe(false);
  });

  it("hides the stage of a broadcast that does not render", async () => {
    studio.add("Spring tea evening", "CREATED");
    await page.goto(address);

    await eventually("h1", "Spring tea evening");

    expect(await page.locator(".stage-panel").isHidden()).toBe(true);
  });

  it("takes sets and films, and shows the one that is pressed", async () => {
    studio.add("Spring tea evening", "LIVE");
    await page.goto(address);
    await eventually(".stage-panel h2", "Stage");

    await choose("Upload a set, picture or film", { name: "shop.glb", ...GLB });
    await eventually(".uploads .is-good", "shop.glb is ready");
    studio.asset = { kind: "STAGE_ASSET_KIND_LOOP", width: 720, height: 1280, duration: "8s" };
    await choose("Upload a set, picture or film", { name: "steam.mp4", ...MP4 });
    await expect.poll(() => page.getByRole("button", { name: "Film · steam.mp4" }).count()).toBe(1);
    await page.getByRole("button", { name: "Set · shop.glb" }).click();

    await expect.poll(() => pressed(/Set · shop.glb/)).toBe("true");
    expect(await pressed(/Film · steam.mp4/)).toBe("false");
    expect(studio.uploads).toEqual([GLB.buffer, MP4.buffer]);
    const assets = studio.stage.assets?.map((it) => it.sha256) ?? [];
    expect(studio.directives).toEqual([{ stage_background: { asset_sha256: assets[0] } }]);
    await page.reload();
    await expect.poll(() => pressed(/Set · shop.glb/)).toBe("true");
    await picture("stage-files");
  });

  it("says in either language why a file is refused, and sends none that is too large or no such file", async () => {
    studio.add("Spring tea evening", "LIVE");
    studio.assetFault = "EXTENSION_UNSUPPORTED: the file requires KHR_draco_mesh_compression";
    await page.goto(address);
    await eventually(".stage-panel h2", "Stage");

    await choose("Upload a set, picture or film",
      { name: "draco.glb", ...GLB },
      { name: "huge.mp4", ...MP4, buffer: Buffer.concat([MP4.buffer], 5 * 1_048_576 + 1) },
      { name: "huge.png", ...PNG, buffer: Buffer.concat([PNG.buffer], 3 * 1_048_576 + 1) },
      { name: "notes.glb", ...GLB, buffer: Buffer.from("not at all") });

    const said = () => page.locator(".uploads .is-bad").allInnerTexts();
    await expect.poll(said).toEqual([
      "draco.glb: The stage cannot use this file (ASSET_UNUSABLE · " +
        "detail=EXTENSION_UNSUPPORTED: the file requires KHR_draco_mesh_compression)",
      "huge.mp4: The file is too large (5.1 MB > 5.0 MB)",
      "huge.png: The file is too large (3.1 MB > 3.0 MB)",
      "notes.glb: This is no GLB, MP4, PNG or JPEG (FILE_UNKNOWN)",
    ]);
    expect(studio.uploads).toEqual([GLB.buffer]);
    await page.getByRole("button", { name: "Switch to Chinese" }).click();
    await eventually(".uploads .is-bad", "draco.glb: 舞台无法使用此文件");
    expect(await page.getByRole("button", { name: "上传场景、图片或视频" }).count()).toBe(1);
    await picture("stage-refused-chinese");
  });

  it("lets what is pressed during an upload wait for its turn", async () => {
    studio.add("Spring tea evening", "LIVE");
    studio.stage = { shown: { layout: "full" }, layouts: ["full", "half", "side"] };
    let open: () => void = () => undefined;
    studio.assetGate = new Promise((done) => { open = done; });
    await page.goto(address);
    await eventually(".stage-panel h2", "Stage");

    await choose("Upload a set, picture or film", { name: "shop.glb", ...GLB }, { name: "b.mp4", ...MP4 });
    await page.getByRole("button", { name: "Half frame" }).click();
    await page.getByRole("button", { name: "Aside" }).click();
    await expect.poll(() => studio.uploads.length).toBe(1);
    await eventually(".uploads li:nth-child(2)", "b.mp4 waits for its turn");
    expect(studio.directives).toEqual([]);
    open();

    await expect.poll(() => studio.directives).toEqual([{ layout: "half" }, { layout: "side" }]);
    expect(studio.uploads).toHaveLength(2);
    await expect.poll(() => pressed(/Aside/)).toBe("true");
  });

  it("puts a product with picture and model on the list, and chooses it", async () => {
    studio.add("Spring tea evening", "LIVE");
    studio.asset = { kind: "STAGE_ASSET_KIND_MODEL", triangles: 900, fits_product: true };
    await page.goto(address);
    await page.getByText("Add a product").click();
    await page.getByRole("button", { name: "Put on the list" }).click();
    await expect.poll(() => page.getByText("A product wants its number").isVisible())
      .toBe(true);

    await page.getByLabel("Product number in the shop").fill("t9");
    await page.getByLabel("Name", { exact: true }).fill("明前龙井 250 g");
    await page.getByLabel("Price, as it is to read").fill("¥79.90");
    await page.getByLabel("Height in mm").fill("80");
    await choose("Picture: none", { name: "tin.png", ...PNG });
    await choose("3D model: none", { name: "tin.glb", ...GLB });
    await page.getByRole("button", { name: "Put on the list" }).click();

    await eventually(".product-form .is-good", "明前龙井 250 g is ready");
    const [tin, model] = studio.stage.assets?.map((it) => it.sha256) ?? [];
    expect(studio.stage.products).toEqual([{
      product_id: "t9", title: "明前龙井 250 g", price: "¥79.90",
      height_mm: 80, picture_sha256: tin, model_sha256: model,
    }]);
    await expect.poll(() => page.getByLabel("Product card").inputValue()).toBe("t9");
    expect(await row("Own background").getByRole("button").count()).toBe(1);
    await picture("stage-product");
  });

  it("puts the product into a hand, and offers none where the figure has none", async () => {
    studio.add("Spring tea evening", "LIVE");
    studio.stage = {
      shown: { product_hold: "PRODUCT_HOLD_STAND" },
      product_holds: ["PRODUCT_HOLD_STAND", "PRODUCT_HOLD_LEFT_HAND", "PRODUCT_HOLD_RIGHT_HAND"],
    };
    await page.goto(address);

    await page.getByRole("button", { name: "In the right hand" }).click();

    await expect.poll(() => pressed(/In the right hand/)).toBe("true");
    expect(studio.directives).toEqual([{ product_hold: "PRODUCT_HOLD_RIGHT_HAND" }]);
    studio.stage = { shown: { product_hold: "PRODUCT_HOLD_STAND" }, product_holds: ["PRODUCT_HOLD_STAND"] };
    await expect
      .poll(() => page.getByRole("button", { name: "On the stand" }).isVisible())
      .toBe(false);
  });

  it("puts no product whose model is too large for one", async () => {
    studio.add("Spring tea evening", "LIVE");
    studio.asset = { kind: "STAGE_ASSET_KIND_MODEL", triangles: 90_000 };
    await page.goto(address);
    await page.getByText("Add a product").click();
    await page.getByLabel("Product number in the shop").fill("t9");
    await page.getByLabel("Name", { exact: true }).fill("Tea house");
    await choose("3D model: none", { name: "house.glb", ...GLB });

    await page.getByRole("button", { name: "Put on the list" }).click();

    await eventually(".product-form .is-bad", "not fit for a product (90000 triangles");
    expect(studio.stage.products).toBeUndefined();
  });

  it("sets the lights, shows what others set, and puts them back", async () => {
    studio.add("Spring tea evening", "LIVE");
    studio.stage = { shown: { lights: { key: 0.5, fill: 1, rim: 2 } } };
    await page.goto(address);
    await eventually(".light", "Key 0.50");

    await page.getByLabel("Warmth").fill("0.4");
    await page.getByLabel("Fill").fill("0.7");
    const both: Directive = { lights: { key: 0.5, fill: 0.7, rim: 2, warmth: 0.4 } };
    await expect.poll(() => studio.directives.at(-1)).toEqual(both);
    await page.getByRole("button", { name: "As usual" }).click();

    await expect.poll(() => studio.directives.at(-1))
      .toEqual({ lights: { key: 1, fill: 1, rim: 1, warmth: 0 } });
    studio.stage = { shown: { lights: { key: 1.5, fill: 1, rim: 1 } } };
    await eventually(".light", "Key 1.50");
  });

  it("fits a phone without scrolling sideways", async () => {
    studio.add("Spring tea evening", "LIVE");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(address);
    await page.getByText("Add a product").click();

    expect(await page.evaluate("document.documentElement.scrollWidth <= 390")).toBe(true);
    await picture("stage-phone");
  });
});
