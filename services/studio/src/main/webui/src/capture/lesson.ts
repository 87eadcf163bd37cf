/** The driver's own ten digits, taught once a drive so that spoken codes can be checked. */

import { h, mark, say } from "../dom";
import type { CaptureKey } from "./text";
import type { Heard } from "./wire";

type Prompt = Heard & { is: "digit" };

/** A button that begins a lesson, and what to say while it goes on. */
export class DigitLesson {
  readonly element: HTMLDivElement;
  private readonly button = h("button", { type: "button", class: "command" });
  private readonly digit = h("strong", { class: "lesson-digit", role: "status" });
  private readonly hint = h("p", { class: "hint" });
  private prompt: Prompt | undefined;
  private begun = false;

  /** @param begin called when the driver is ready */
  constructor(begin: () => void) {
    this.element = h("div", { class: "lesson" }, this.button, this.digit, this.hint);
    this.button.addEventListener("click", () => {
      this.begun = true;
      this.prompt = undefined;
      begin();
    });
  }

  /** The service says what to do. */
  show(prompt: Prompt): void {
    this.prompt = prompt;
    this.begun = prompt.step === "say" || prompt.step === "again";
  }

  /** The drive is over, or another one begins: what was taught is gone. */
  clear(): void {
    this.prompt = undefined;
    this.begun = false;
  }

  draw(table: Record<CaptureKey, string>, driving: boolean): void {
    const step = this.prompt?.step;
    const saying = this.begun && this.prompt !== undefined;
    this.element.hidden = !driving;
    this.button.hidden = saying || step === "done";
    this.button.disabled = this.begun;
    say(this.button, table.teach);
    this.digit.hidden = !saying;
    say(this.digit, this.prompt?.digit ?? "");
    const key = step === undefined || step === "unknown" ? "teachHint" : `teach_${step}` as const;
    const place = saying ? ` ${(this.prompt?.kept ?? 0) + 1} / ${this.prompt?.wanted ?? 0}` : "";
    say(this.hint, table[key] + place);
    mark(this.hint, "is-good", step === "done");
  }
}
