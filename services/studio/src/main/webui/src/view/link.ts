import { driveLink, Refusal, type Broadcast } from "../api";
import { fragmentOf } from "../capture/ticket";
import { h, mark, say } from "../dom";
import type { Words } from "./words";

/**
 * The presenter's link: shown only when asked for, since whoever has it drives the avatar, and gone
 * again with the next broadcast.
 */
export class PresenterLink {
  readonly element = h("div", { class: "presenter" });
  private readonly ask = h("button", { type: "button", class: "quiet" });
  private readonly field = h("input", { type: "text", readonly: "", spellcheck: "false" });
  private readonly copy = h("button", { type: "button", class: "quiet" });
  private readonly open = h("a", { class: "quiet", target: "_blank", rel: "noopener noreferrer" });
  private readonly note = h("p", { class: "hint" });
  private readonly shown: HTMLDivElement;
  private broadcastId: string | undefined;
  private copied = false;

  constructor(private readonly refused: (refusal: Refusal) => void) {
    this.shown = h("div", { class: "presenter-link" }, this.field, this.copy, this.open);
    this.element.append(this.ask, this.shown, this.note);
    this.forget();
    this.ask.addEventListener("click", () => void this.fetch());
    this.copy.addEventListener("click", () => void this.copyIt());
    this.field.addEventListener("focus", () => { this.field.select(); });
  }

  draw(words: Words, broadcast: Broadcast | undefined): void {
    const { table } = words;
    if (broadcast?.broadcast_id !== this.broadcastId) {
      this.broadcastId = broadcast?.broadcast_id;
      this.forget();
    }
    this.element.hidden = broadcast === undefined || broadcast.state === "ENDED";
    say(this.ask, table.presenterLink);
    say(this.copy, this.copied ? table.copied : table.copy);
    mark(this.copy, "is-done", this.copied);
    say(this.open, table.openLink);
    say(this.note, table.presenterLinkHint);
    this.field.setAttribute("aria-label", table.presenterLink);
  }

  private async fetch(): Promise<void> {
    const id = this.broadcastId;
    if (id === undefined) {
      return;
    }
    try {
      const ticket = await driveLink(id);
      if (id === this.broadcastId) {
        const url = `${window.location.origin}/capture/${fragmentOf(ticket)}`;
        this.field.value = url;
        this.open.href = url;
        this.shown.hidden = false;
        this.note.hidden = false;
        this.ask.hidden = true;
        this.field.focus();
      }
    } catch (fault) {
      if (!(fault instanceof Refusal)) {
        throw fault;
      }
      this.refused(fault);
    }
  }

  private async copyIt(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.field.value);
      this.copied = true;
    } catch {
      this.field.focus();
    }
  }

  private forget(): void {
    this.field.value = "";
    this.open.removeAttribute("href");
    this.shown.hidden = true;
    this.note.hidden = true;
    this.ask.hidden = false;
    this.copied = false;
  }
}
