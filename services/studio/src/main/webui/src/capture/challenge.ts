/** A challenge on the driver's own screen. Never on one that viewers see. */

import { h, say } from "../dom";
import { asked, type CaptureKey } from "./text";
import type { Heard } from "./wire";

type Asked = Heard & { is: "challenge" };

/** Shows one challenge at a time, until its time is over. */
export class ChallengeCard {
  readonly element: HTMLDivElement;
  private readonly title = h("strong");
  private readonly lines = h("ul");
  private readonly hint = h("p");
  private readonly left = h("div", { class: "challenge-left" });
  private challenge: Asked | undefined;
  private shownMs = 0;

  /** @param seen called with the challenge once it stands on the screen */
  constructor(private readonly seen: (challengeId: string) => void) {
    this.element = h(
      "div", { class: "challenge", role: "alert" },
      this.title, this.lines, this.left, this.hint,
    );
    this.element.hidden = true;
  }

  show(challenge: Asked): void {
    this.challenge = challenge;
    this.shownMs = 0;
  }

  draw(table: Record<CaptureKey, string>, nowMs: number): void {
    const challenge = this.challenge;
    if (challenge === undefined) {
      this.element.hidden = true;
      return;
    }
    say(this.title, table[`challenge_${challenge.kind}`]);
    const lines = asked(table, challenge.kind, challenge.parts);
    this.lines.replaceChildren(...lines.map((line) => h("li", {}, line)));
    say(this.hint, table.challengeHint);
    this.element.hidden = false;
    if (this.shownMs === 0) {
      this.shownMs = nowMs;
      // On a phone the driver may have scrolled to what stands below the picture.
      this.element.scrollIntoView({ block: "nearest" });
      // After the next frame it is really on the screen, and only then does the time begin.
      window.requestAnimationFrame(() => { this.seen(challenge.id); });
    }
    const left = 1 - (nowMs - this.shownMs) / Math.max(1, challenge.withinMs);
    this.left.style.setProperty("transform", `scaleX(${Math.max(0, left).toFixed(3)})`);
    if (left <= 0) {
      this.challenge = undefined;
      this.element.hidden = true;
    }
  }
}
