/** The parts below the picture: devices, meter, figures. */

import { h, mark, say } from "../dom";
import { decibels } from "./voice";
import type { CaptureKey } from "./text";

type Table = Record<CaptureKey, string>;

/** A choice of device with its label. */
export class DevicePicker {
  readonly element: HTMLLabelElement;
  private readonly label = h("span");
  private readonly select = h("select");
  private devices: MediaDeviceInfo[] = [];

  constructor(changed: () => void) {
    this.element = h("label", { class: "picker" }, this.label, this.select);
    this.select.disabled = true;
    this.select.addEventListener("change", changed);
  }

  get chosen(): string {
    return this.select.value;
  }

  offer(devices: MediaDeviceInfo[], current: string | undefined): void {
    this.devices = devices;
    this.select.replaceChildren(
      ...devices.map((it) => h("option", { value: it.deviceId }, it.label)),
    );
    this.select.disabled = devices.length === 0;
    if (current !== undefined) {
      this.select.value = current;
    }
  }

  draw(name: string, numbered: string): void {
    say(this.label, name);
    this.devices.forEach((device, i) => {
      const option = this.select.options[i];
      if (option !== undefined) {
        say(option, device.label === "" ? `${numbered} ${i + 1}` : device.label);
      }
    });
  }
}

const SILENT_DB = -55;
const SILENT_FOR_MS = 4_000;
const FALL_DB_PER_S = 24;

/** How loud the voice is: a bar from -60 to 0 dB, red when samples are cut off. */
export class LevelMeter {
  readonly element: HTMLDivElement;
  private readonly label = h("span", { class: "meter-label" });
  private readonly note = h("span", { class: "meter-note" });
  private readonly bar = h("div", { class: "meter-bar" });
  private readonly track: HTMLDivElement;
  private levelDb = -60;
  private levelMs = 0;
  private clippedMs = -1e9;
  private loudMs = 0;

  constructor() {
    this.track = h("div", { class: "meter-track", role: "meter", "aria-valuemin": "-60", "aria-valuemax": "0" }, this.bar);
    this.element = h("div", { class: "meter" }, this.label, this.track, this.note);
  }

  take(rms: number, peak: number, nowMs: number): void {
    const fallen = this.levelDb - (FALL_DB_PER_S * (nowMs - this.levelMs)) / 1_000;
    this.levelDb = Math.max(decibels(rms), fallen, -60);
    this.levelMs = nowMs;
    if (peak >= 0.999) {
      this.clippedMs = nowMs;
    }
    if (this.levelDb > SILENT_DB) {
      this.loudMs = nowMs;
    }
  }

  draw(table: Table, listening: boolean, nowMs: number): void {
    say(this.label, table.level);
    this.track.setAttribute("aria-label", table.level);
    const db = listening ? this.levelDb : -60;
    this.track.setAttribute("aria-valuenow", db.toFixed(0));
    this.bar.style.setProperty("transform", `scaleX(${((db + 60) / 60).toFixed(3)})`);
    const clipping = listening && nowMs - this.clippedMs < 1_500;
    const silent = listening && nowMs - this.loudMs > SILENT_FOR_MS;
    mark(this.element, "is-clipping", clipping);
    say(this.note, clipping ? table.clipping : silent ? table.silent : "");
  }

  begin(nowMs: number): void {
    this.loudMs = nowMs;
  }
}
