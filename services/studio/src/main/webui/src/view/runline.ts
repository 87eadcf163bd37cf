import { driveLink, Refusal, type Broadcast } from "../api";
import { h, mark, say } from "../dom";
import type { Words } from "./words";

/** The file that the line reads the drive's token from, in the folder where it is run. */
const TOKEN_FILE = "token";

/**
 * What to run once a device is paired: the line that brings it to the chosen broadcast. The token
 * that opens the drive is not in it, as lines stay in a shell's history: it goes to the clipboard.
 */
export class RunLine {
  readonly element = h("div", { class: "run-next" });
  private readonly next = h("p", { class: "hint" });
  private readonly line = h("code", { class: "run-line" });
  private readonly note = h("p", { class: "hint" });
  private readonly token = h("code", { class: "run-line" });
  private readonly copy = h("button", { type: "button", class: "quiet" });
  private readonly copyToken = h("button", { type: "button", class: "quiet" });
  private readonly hide = h("button", { type: "button", class: "quiet" });

  private paired: { subject: string; captureAddress: string } | undefined;
  private broadcast: Broadcast | undefined;
  private copied: "line" | "token" | undefined;
  private redraw = () => { /* nothing was drawn yet */ };

  constructor(private readonly refused: (refusal: Refusal) => void) {
    this.token.hidden = true;
    this.element.append(
      this.next,
      this.line,
      this.note,
      this.token,
      h("div", { class: "pair-buttons" }, this.copy, this.copyToken, this.hide),
    );
    this.copy.addEventListener("click", () => void this.copyLine());
    this.copyToken.addEventListener("click", () => void this.fetchToken());
    this.hide.addEventListener("click", () => {
      this.paired = undefined;
      this.forgetToken();
      this.redraw();
    });
  }

  /** A device of that person was paired at that address. */
  show(subject: string, captureAddress: string): void {
    this.paired = { subject, captureAddress };
    this.forgetToken();
  }

  draw(words: Words, broadcast: Broadcast | undefined): void {
    const { table } = words;
    this.redraw = () => { this.draw(words, this.broadcast); };
    if (broadcast?.broadcast_id !== this.broadcast?.broadcast_id) {
      this.forgetToken();
    }
    this.broadcast = broadcast;
    const run = this.runIn(broadcast);
    this.element.hidden = run === "";
    this.line.setAttribute("aria-label", table.runLine);
    this.token.setAttribute("aria-label", table.runToken);
    say(this.next, table.runNext);
    say(this.line, run);
    say(this.note, table.runTokenHint);
    say(this.copy, this.copied === "line" ? table.copied : table.copy);
    mark(this.copy, "is-done", this.copied === "line");
    say(this.copyToken, this.copied === "token" ? table.copied : table.copyToken);
    mark(this.copyToken, "is-done", this.copied === "token");
    say(this.hide, table.hide);
  }

  /** The line for a broadcast of the person whose device was paired; else nothing. */
  private runIn(broadcast: Broadcast | undefined): string {
    const paired = this.paired;
    return broadcast === undefined ||
      broadcast.state === "ENDED" ||
      broadcast.use.driver_subject_id !== paired?.subject
      ? ""
      : `gradle-free-scripts/agent run --listen 0.0.0.0 --to ${paired.captureAddress}` +
          ` --drive ${broadcast.drive_id} --drive-token-file ${TOKEN_FILE}`;
  }

  private forgetToken(): void {
    this.copied = undefined;
    this.token.hidden = true;
    say(this.token, "");
  }

  private async copyLine(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.line.textContent);
      this.copied = "line";
      this.redraw();
    } catch {
      window.getSelection()?.selectAllChildren(this.line);
    }
  }

  private async fetchToken(): Promise<void> {
    const id = this.broadcast?.broadcast_id;
    if (id === undefined) {
      return;
    }
    try {
      const { driveToken } = await driveLink(id);
      if (id === this.broadcast?.broadcast_id) {
        await this.handOver(driveToken);
      }
    } catch (fault) {
      if (!(fault instanceof Refusal)) {
        throw fault;
      }
      this.refused(fault);
    }
  }

  /** To the clipboard; only where there is none that may be written to, to the page. */
  private async handOver(driveToken: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(driveToken);
      this.copied = "token";
    } catch {
      say(this.token, driveToken);
      this.token.hidden = false;
      window.getSelection()?.selectAllChildren(this.token);
    }
    this.redraw();
  }
}
