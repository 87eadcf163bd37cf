/** The console's page as its tests open it: built, in a real Chromium. */

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { build } from "vite";

const BROWSERS = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
/** Where to leave pictures of the page, if anywhere. */
const PICTURES = process.env["AFTERGLOW_PAGE_PICTURES"];

export const executable = BROWSERS.find((it) => it !== undefined && existsSync(it));
export const ffmpeg = spawnSync("ffmpeg", ["-version"]).status === 0;

/** Builds the page into a folder that the caller takes away. */
export async function buildPages(): Promise<string> {
  const pages = mkdtempSync(join(tmpdir(), "afterglow-page-"));
  await build({ build: { outDir: pages, emptyOutDir: true }, logLevel: "error" });
  return pages;
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    ...(executable === undefined ? {} : { executablePath: executable }),
    args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
  });
}

/** A page whose faults, and what its own policy forbids, are added to a list. */
export async function openPage(browser: Browser, faults: string[]): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  faults.length = 0;
  page.on("pageerror", (fault) => faults.push(fault.message));
  page.on("console", (line) => {
    if (line.text().includes("Content Security Policy")) {
      faults.push(line.text());
    }
  });
  return page;
}

export async function keepPicture(page: Page, name: string): Promise<void> {
  if (PICTURES !== undefined) {
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  }
}
