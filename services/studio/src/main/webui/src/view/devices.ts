import {
  listDevices,
  Refusal,
  revokeDevice,
  startPairing,
  type Broadcast,
  type Device,
  type Pairing,
} from "../api";
import { h, mark, say } from "../dom";
import { span } from "../format";
import { lookUp } from "../text";
import { RunLine } from "./runline";
import type { Words } from "./words";

const SURE_FOR_MS = 4_000;
const LIST_EVERY_MS = 15_000;
/** While a code is shown, somebody waits for the device to appear. */
const LIST_OFTEN_MS = 2_000;
const PAIRED_FOR_MS = 20_000;
const MOST_REVOKED = 3;

interface Row {
  item: HTMLLIElement;
  label: HTMLElement;
  note: HTMLElement;
  run: HTMLButtonElement;
  revoke: HTMLButtonElement;
}

interface Shown {
  pairing: Pairing;
  /** On the page's own clock, which nobody sets. */
  untilMs: number;
  /** The devices that were there when the code was made. */
  known: ReadonlySet<string>;
}

/** The devices of the chosen broadcast's presenter: pairs one by a code, and revokes them. */
export class DevicePanel {
  readonly element = h("section", { class: "panel devices" });
  private readonly heading = h("h2");
  private readonly items = h("ul");
  private readonly hint = h("p", { class: "hint" });
  private readonly paired = h("p", { class: "paired", role: "status" });
  private readonly ask = h("button", { type: "button", class: "quiet ask" });
  private readonly box = h("div", { class: "pairing" });
  private readonly code = h("p", { class: "pair-code" });
  private readonly left = h("p", { class: "pair-left" });
  private readonly run = h("p", { class: "hint" });
  private readonly line = h("code", { class: "pair-line" });
  private readonly copy = h("button", { type: "button", class: "quiet" });
  private readonly hide = h("button", { type: "button", class: "quiet" });
  private readonly next: RunLine;
  private readonly rows = new Map<string, Row>();

  private subject: string | undefined;
  private devices: readonly Device[] | undefined;
  private captureAddress = "";
  private away = false;
  private shown: Shown | undefined;
  private pairing = false;
  private copied = false;
  private newest: { label: string; untilMs: number } | undefined;
  private sure: { id: string; untilMs: number } | undefined;
  private nextListMs = 0;
  /** Draws again as last time: what somebody pressed shows at once. */
  private redraw = () => { /* nothing was drawn yet */ };

  constructor(private readonly refused: (refusal: Refusal) => void) {
    this.next = new RunLine(refused);
    this.box.append(
      this.code,
      this.left,
      this.run,
      this.line,
      h("div", { class: "pair-buttons" }, this.copy, this.hide),
    );
    this.element.append(
      this.heading, this.items, this.hint, this.paired, this.next.element, this.box, this.ask,
    );
    this.ask.addEventListener("click", () => void this.pair());
    this.copy.addEventListener("click", () => void this.copyLine());
    this.hide.addEventListener("click", () => {
      this.forget();
      this.redraw();
    });
  }

  /**
   * @param nowMs on the page's monotonic clock
   */
  draw(words: Words, broadcast: Broadcast | undefined, nowMs: number): void {
    const { table } = words;
    this.redraw = () => { this.draw(words, broadcast, performance.now()); };
    const subject = broadcast?.use.driver_subject_id;
    if (subject !== this.subject) {
      this.subject = subject;
      this.devices = undefined;
      this.newest = undefined;
      this.forget();
      this.nextListMs = 0;
    }
    if (subject !== undefined && nowMs >= this.nextListMs) {
      void this.list(subject);
    }
    say(this.heading, table.devices);
    this.element.setAttribute("aria-label", table.devices);
    this.drawList(words, nowMs);
    this.drawPairing(words, nowMs);
    this.next.draw(words, broadcast);
    const none = subject === undefined || (this.devices?.length ?? 0) === 0 || this.away;
    this.hint.hidden = !none || (subject !== undefined && this.devices === undefined && !this.away);
    say(
      this.hint,
      subject === undefined
        ? table.devicesOf
        : this.away
          ? table.devicesAway
          : table.noDevices,
    );
    this.ask.hidden = subject === undefined;
    this.ask.setAttribute("aria-disabled", this.pairing ? "true" : "false");
    say(
      this.ask,
      this.pairing ? table.working : this.shown === undefined ? table.pairDevice : table.pairAnew,
    );
  }

  private drawPairing(words: Words, nowMs: number): void {
    const { table } = words;
    if (this.shown !== undefined && nowMs >= this.shown.untilMs) {
      this.forget();
    }
    this.box.hidden = this.shown === undefined;
    this.code.setAttribute("aria-label", table.pairCode);
    this.line.setAttribute("aria-label", table.pairLine);
    say(this.run, table.pairRun);
    say(this.copy, this.copied ? table.copied : table.copy);
    mark(this.copy, "is-done", this.copied);
    say(this.hide, table.hide);
    if (this.shown !== undefined) {
      say(this.left, `${table.pairFor} ${span(this.shown.untilMs - nowMs).replace(/^0:/, "")}`);
    }
    if (this.newest !== undefined && nowMs >= this.newest.untilMs) {
      this.newest = undefined;
    }
    this.paired.hidden = this.newest === undefined;
    say(this.paired, this.newest === undefined ? "" : `${table.paired} ${this.newest.label}`);
  }

  private drawList(words: Words, nowMs: number): void {
    const { table } = words;
    const all = this.devices ?? [];
    const devices = [
      ...all.filter((it) => it.state !== "REVOKED"),
      ...all.filter((it) => it.state === "REVOKED").slice(0, MOST_REVOKED),
    ];
    mark(this.items, "is-stale", this.away);
    this.items.hidden = devices.length === 0;
    for (const [id, row] of this.rows) {
      if (!devices.some((it) => it.device_id === id)) {
        row.item.remove();
        this.rows.delete(id);
      }
    }
    devices.forEach((device, index) => {
      const row = this.rows.get(device.device_id) ?? this.add(device.device_id);
      if (this.items.children[index] !== row.item) {
        this.items.insertBefore(row.item, this.items.children[index] ?? null);
      }
      row.item.dataset["state"] = device.state;
      say(row.label, device.label);
      row.label.title = device.label;
      const state = lookUp(table, `device_${device.state}`, device.state);
      say(row.note, `${state} · ${day(device.revoke_time ?? device.create_time, words)}`);
      const sure = this.sure?.id === device.device_id && nowMs < this.sure.untilMs;
      row.run.hidden = device.state !== "ACTIVE";
      say(row.run, table.runShow);
      row.run.setAttribute("aria-label", `${table.runShow} ${device.label}`);
      row.revoke.hidden = device.state === "REVOKED";
      mark(row.revoke, "is-sure", sure);
      say(row.revoke, sure ? table.revokeSure : table.revoke);
      row.revoke.setAttribute("aria-label", `${sure ? table.revokeSure : table.revoke} ${device.label}`);
    });
  }

  private add(id: string): Row {
    const label = h("span", { class: "device-label" });
    const note = h("span", { class: "device-note dot" });
    const revoke = h("button", { type: "button", class: "quiet" });
    const run = h("button", { type: "button", class: "quiet" });
    const item = h(
      "li", { class: "device" }, label, note, h("span", { class: "device-commands" }, run, revoke),
    );
    run.addEventListener("click", () => { this.showRun(); });
    revoke.addEventListener("click", () => void this.revoke(id));
    const row = { item, label, note, run, revoke };
    this.rows.set(id, row);
    return row;
  }

  /** The line for a device that was paired earlier is the same as for a new one. */
  private showRun(): void {
    if (this.subject !== undefined) {
      this.next.show(this.subject, this.captureAddress);
      this.redraw();
    }
  }

  private async list(subject: string): Promise<void> {
    this.nextListMs =
      performance.now() + (this.shown === undefined ? LIST_EVERY_MS : LIST_OFTEN_MS);
    try {
      const { devices, capture_address: captureAddress } = await listDevices(subject);
      if (subject === this.subject) {
        this.away = false;
        this.devices = devices;
        this.captureAddress = captureAddress;
        this.welcome(subject, devices);
      }
    } catch (fault) {
      if (!(fault instanceof Refusal)) {
        throw fault;
      }
      this.away = subject === this.subject;
    }
  }

  /** A device that was not there when the code was made has used it up. */
  private welcome(subject: string, devices: readonly Device[]): void {
    const shown = this.shown;
    const fresh = devices.find((it) => shown?.known.has(it.device_id) === false);
    if (shown !== undefined && fresh !== undefined) {
      this.next.show(subject, shown.pairing.capture_address);
      this.forget();
      this.newest = { label: fresh.label, untilMs: performance.now() + PAIRED_FOR_MS };
    }
  }

  private async pair(): Promise<void> {
    const subject = this.subject;
    if (subject === undefined || this.pairing) {
      return;
    }
    this.pairing = true;
    this.redraw();
    try {
      // Read anew: a device that somebody else paired meanwhile is not the one to come.
      const known = new Set((await listDevices(subject)).devices.map((it) => it.device_id));
      const pairing = await startPairing(subject);
      if (subject === this.subject) {
        this.newest = undefined;
        this.show(pairing, known);
      }
    } catch (fault) {
      if (!(fault instanceof Refusal)) {
        throw fault;
      }
      this.refused(fault);
    } finally {
      this.pairing = false;
      this.redraw();
    }
  }

  private show(pairing: Pairing, known: ReadonlySet<string>): void {
    const code = `${pairing.code.slice(0, 4)}-${pairing.code.slice(4)}`;
    this.shown = { pairing, untilMs: performance.now() + pairing.valid_for_s * 1_000, known };
    this.copied = false;
    this.nextListMs = 0;
    say(this.code, code);
    say(this.line, `gradle-free-scripts/agent pair ${code} --to ${pairing.capture_address}`);
  }

  private async revoke(id: string): Promise<void> {
    const nowMs = performance.now();
    if (this.sure?.id !== id || nowMs >= this.sure.untilMs) {
      this.sure = { id, untilMs: nowMs + SURE_FOR_MS };
      this.redraw();
      return;
    }
    this.sure = undefined;
    try {
      const revoked = await revokeDevice(id);
      this.devices = this.devices?.map((it) => (it.device_id === id ? revoked : it));
      this.redraw();
    } catch (fault) {
      if (!(fault instanceof Refusal)) {
        throw fault;
      }
      this.refused(fault);
    }
  }

  private async copyLine(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.line.textContent);
      this.copied = true;
      this.redraw();
    } catch {
      window.getSelection()?.selectAllChildren(this.line);
    }
  }

  private forget(): void {
    this.shown = undefined;
    this.copied = false;
    say(this.code, "");
    say(this.line, "");
  }
}

function day(iso: string, words: Words): string {
  return new Intl.DateTimeFormat(words.language === "zh" ? "zh-CN" : "en-GB", {
    month: "short",
    day: "numeric",
  }).format(new Date(iso));
}
