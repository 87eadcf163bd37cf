import type { Refusal } from "../api";
import { h, say } from "../dom";
import { lookUp } from "../text";
import type { Words } from "./words";

/** Why the last command was refused, with every reason, until dismissed or tried again. */
export class Notice {
  readonly element = h("div", { class: "notice", role: "alert" });
  private readonly headline = h("strong");
  private readonly details = h("span", { class: "notice-details" });
  private readonly dismiss = h("button", { type: "button", class: "quiet" });
  private refusal: Refusal | undefined;

  constructor() {
    this.dismiss.addEventListener("click", () => { this.clear(); });
    this.clear();
  }

  show(refusal: Refusal, words: Words): void {
    this.refusal = refusal;
    this.relabel(words);
    this.element.replaceChildren(h("div", {}, this.headline, this.details), this.dismiss);
    this.element.hidden = false;
  }

  relabel(words: Words): void {
    say(this.dismiss, words.table.dismiss);
    if (this.refusal !== undefined) {
      const { reason, metadata, message } = this.refusal;
      say(this.headline, headline(this.refusal, words));
      say(this.details, details(reason, metadata, message));
    }
  }

  clear(): void {
    this.refusal = undefined;
    this.element.hidden = true;
    this.element.replaceChildren();
  }
}

/** Why, in the reader's language: the worker's own reason where the studio hands one on. */
export function headline(refusal: Refusal, words: Words): string {
  const { table } = words;
  const usual = lookUp(table, `reason_${refusal.reason}`, table.reason_UNKNOWN);
  return refusal.reason === "RENDER_REFUSED"
    ? lookUp(table, `refused_${refusal.metadata["reason"] ?? ""}`, usual)
    : usual;
}

/** The facts beside a reason: codes as the contract names them, so that they can be looked up. */
export function details(
  reason: string,
  metadata: Readonly<Record<string, string>>,
  message: string,
): string {
  const facts = ["reasons", "service", "state", "drive_state", "slate_reason", "reason", "detail"]
    .flatMap((key) => metadata[key]?.split(",") ?? []);
  return facts.length > 0 ? facts.join(" · ") : message === "" ? reason : message;
}
