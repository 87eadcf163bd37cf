/** The presenter's choice to drive with the upper body and hands too, and what comes of it. */

import { h, say } from "../../dom";
import { BONES, type Bones } from "./bones";
import { solveBody } from "./solver";
import { BuildTaker, eyesPx, TYPICAL, type Build } from "./build";
import { Follow } from "./follow";
import { Rate } from "../rate";
import type { BodySeen } from "./seen";
import type { CaptureKey } from "../text";
import type { Face } from "../tracking";
import type { Turn } from "../turn";

const KEY = "afterglow.capture.body";
const RATE_WINDOW_MS = 5_000;

export class UpperBody {
  readonly element: HTMLDivElement;
  /** What was seen last. */
  newest: BodySeen | undefined;
  private readonly box = h("input", { type: "checkbox" });
  private readonly name = h("span");
  private readonly cost = h("p", { class: "hint" });
  private readonly follow = new Follow();
  private readonly rate = new Rate(RATE_WINDOW_MS);
  private build: Build = TYPICAL;
  private taker: BuildTaker | undefined;
  private failed = false;

  /** @param changed called with what the presenter chose */
  constructor(
    storage: Pick<Storage, "getItem" | "setItem">,
    changed: (on: boolean) => void,
  ) {
    this.element = h("div", { class: "body-choice" }, h("label", {}, this.box, this.name), this.cost);
    this.box.checked = storage.getItem(KEY) === "on";
    this.box.addEventListener("change", () => {
      storage.setItem(KEY, this.on ? "on" : "off");
      this.failed = false;
      this.clear();
      changed(this.on);
    });
  }

  get on(): boolean {
    return this.box.checked;
  }

  /** The names for the header: none where the presenter did not choose it. */
  get names(): readonly string[] {
    return this.on ? BONES : [];
  }

  /** The tracker could not start; the choice is kept for another time. */
  fail(): void {
    this.failed = true;
    this.box.checked = false;
    this.clear();
  }

  seen(seen: BodySeen, face: Face | undefined, nowMs: number): void {
    if (!this.on) {
      return;
    }
    this.newest = seen;
    this.rate.note(nowMs);
    const eyes = eyesPx(face, seen.width, seen.height);
    this.taker?.take(seen, eyes);
    this.follow.seen(solveBody(seen, this.build, eyes), nowMs);
  }

  /** The person's build is measured from now on, until {@link measured}. */
  measure(): void {
    this.taker = new BuildTaker();
  }

  measured(): void {
    this.build = this.taker?.made() ?? TYPICAL;
    this.taker = undefined;
  }

  /** What is sent now. */
  bones(nowMs: number): Bones {
    return this.follow.at(nowMs);
  }

  /** The same, in the order of the header. */
  inOrder(bones: Bones): (Turn | undefined)[] {
    return this.on ? BONES.map((name) => bones[name]) : [];
  }

  /** @param fixed while a drive runs, whose header says what it holds */
  draw(table: Record<CaptureKey, string>, fixed: boolean): void {
    this.box.disabled = fixed;
    say(this.name, table.body);
    say(this.cost, this.failed ? table.bodyFailed
      : this.on && this.follow.slow ? table.bodySlow : table.bodyCost);
  }

  /** How often the body is looked at, for the figures; undefined while it is off. */
  perSecond(nowMs: number): string | undefined {
    return this.on ? this.rate.perSecond(nowMs).toFixed(1) : undefined;
  }

  clear(): void {
    this.newest = undefined;
    this.taker = undefined;
    this.follow.clear();
  }
}
