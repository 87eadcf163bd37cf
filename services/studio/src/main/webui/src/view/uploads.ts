import { Refusal } from "../api";
import { h, mark, say } from "../dom";
import { details, headline } from "./notice";
import type { Words } from "./words";

const LINES = 4;

type State = "waiting" | "sending" | "ready" | Refusal;

/** How far each file is that was chosen: a line a file, the newest few. */
export class Uploads {
  readonly element = h("ul", { class: "uploads", role: "status" });
  private lines: { name: string; state: State; row: HTMLElement }[] = [];

  /** Carries one upload out and says how it goes. What is refused is said here and nowhere else. */
  async show(name: string, queue: Queue, upload: (id: string) => Promise<void>): Promise<void> {
    const line = { name, state: "waiting" as State, row: h("li") };
    this.lines = [...this.lines, line].slice(-LINES);
    this.element.replaceChildren(...this.lines.map((it) => it.row));
    await queue(async (id) => {
      line.state = "sending";
      try {
        await upload(id);
        line.state = "ready";
      } catch (fault) {
        if (!(fault instanceof Refusal)) {
          throw fault;
        }
        line.state = fault;
      }
    });
  }

  clear(): void {
    this.lines = [];
    this.element.replaceChildren();
  }

  draw(words: Words): void {
    for (const { name, state, row } of this.lines) {
      mark(row, "is-bad", state instanceof Refusal);
      mark(row, "is-good", state === "ready");
      say(row, state instanceof Refusal
        ? `${name}: ${headline(state, words)} (${details(state.reason, state.metadata, "")})`
        : `${name} ${words.table[`upload_${state}`]}`);
    }
  }
}

/** Runs a change of the stage of the broadcast that is open, after those that were asked for before. */
export type Queue = (change: (id: string) => Promise<void>) => Promise<void>;

/** A button that lets files be chosen; the chosen ones come one by one. */
export function fileButton(
  accept: string, many: boolean, chosen: (file: File) => void,
): { button: HTMLButtonElement; input: HTMLInputElement } {
  const input = h("input", { type: "file", accept, hidden: "" });
  input.multiple = many;
  const button = h("button", { type: "button", class: "quiet" });
  button.addEventListener("click", () => { input.click(); });
  input.addEventListener("change", () => {
    [...(input.files ?? [])].forEach(chosen);
    // The same file can be chosen again once it was mended.
    input.value = "";
  });
  return { button, input };
}
