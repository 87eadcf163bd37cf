import type { Broadcast, BroadcastState, Command } from "../api";
import { h, say } from "../dom";
import type { Words } from "./words";

/** What each state allows; the studio has the last word. */
const ALLOWED: Record<BroadcastState, readonly Command[]> = {
  CREATED: ["rehearse", "end"],
  REHEARSING: ["live", "end"],
  LIVE: ["slate", "end"],
  SLATE: ["resume", "slate", "end"],
  ENDED: [],
};

const ORDER: readonly Command[] = ["rehearse", "live", "slate", "resume", "end"];
const SURE_FOR_MS = 4_000;

/** The buttons that move a broadcast. Ending asks twice. */
export class Commands {
  readonly element = h("div", { class: "commands", role: "group" });
  private readonly buttons = new Map<Command, HTMLButtonElement>();
  private busy: Command | undefined;
  private sureUntilMs = 0;
  private chosen: string | undefined;

  constructor(private readonly run: (name: Command) => Promise<void>) {
    for (const name of ORDER) {
      const button = h("button", { type: "button", class: `command command-${name}` });
      button.addEventListener("click", () => void this.press(name));
      this.buttons.set(name, button);
      this.element.append(button);
    }
  }

  draw(words: Words, broadcast: Broadcast | undefined): void {
    const { table } = words;
    this.element.setAttribute("aria-label", table.commands);
    if (this.chosen !== broadcast?.broadcast_id) {
      this.chosen = broadcast?.broadcast_id;
      this.sureUntilMs = 0;
    }
    const allowed = broadcast === undefined ? [] : ALLOWED[broadcast.state];
    const sure = Date.now() < this.sureUntilMs;
    for (const [name, button] of this.buttons) {
      const usable = allowed.includes(name) && this.busy === undefined;
      // Not "disabled": a button that goes dead under the keyboard takes the focus away with it.
      button.setAttribute("aria-disabled", usable ? "false" : "true");
      const asks = name === "end" && sure;
      button.classList.toggle("is-sure", asks);
      say(button, this.busy === name ? table.working : asks ? table.endSure : table[name]);
    }
  }

  private async press(name: Command): Promise<void> {
    if (this.buttons.get(name)?.getAttribute("aria-disabled") !== "false") {
      return;
    }
    if (name === "end" && Date.now() >= this.sureUntilMs) {
      this.sureUntilMs = Date.now() + SURE_FOR_MS;
      return;
    }
    this.sureUntilMs = 0;
    this.busy = name;
    try {
      await this.run(name);
    } finally {
      this.busy = undefined;
    }
  }
}
