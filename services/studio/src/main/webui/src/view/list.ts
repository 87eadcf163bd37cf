import type { Broadcast } from "../api";
import { h, mark, say } from "../dom";
import { lookUp } from "../text";
import type { Words } from "./words";

interface Row {
  item: HTMLLIElement;
  button: HTMLButtonElement;
  state: HTMLSpanElement;
  title: HTMLSpanElement;
  time: HTMLTimeElement;
}

/** The broadcasts, newest first. Rows stay where they are while their texts change: focus too. */
export class BroadcastList {
  readonly element = h("nav", { class: "panel list" });
  private readonly heading = h("h2");
  private readonly items = h("ul");
  private readonly empty = h("p", { class: "hint" });
  private readonly rows = new Map<string, Row>();

  constructor(private readonly choose: (id: string) => void) {
    this.element.append(this.heading, this.items, this.empty);
  }

  draw(
    words: Words,
    broadcasts: readonly Broadcast[],
    chosen: string | undefined,
    listed: boolean,
    stale: boolean,
  ): void {
    const { table } = words;
    say(this.heading, table.broadcasts);
    this.element.setAttribute("aria-label", table.broadcasts);
    say(this.empty, table.noBroadcasts);
    this.empty.hidden = !listed || broadcasts.length > 0;
    mark(this.items, "is-stale", stale);
    for (const [id, row] of this.rows) {
      if (!broadcasts.some((it) => it.broadcast_id === id)) {
        row.item.remove();
        this.rows.delete(id);
      }
    }
    broadcasts.forEach((broadcast, index) => {
      const row = this.rows.get(broadcast.broadcast_id) ?? this.add(broadcast.broadcast_id);
      if (this.items.children[index] !== row.item) {
        this.items.insertBefore(row.item, this.items.children[index] ?? null);
      }
      say(row.title, broadcast.title);
      say(row.state, lookUp(table, `state_${broadcast.state}`, broadcast.state));
      row.state.dataset["state"] = broadcast.state;
      row.time.dateTime = broadcast.create_time;
      say(row.time, clock(broadcast.create_time, words));
      const current = broadcast.broadcast_id === chosen;
      row.button.setAttribute("aria-current", current ? "true" : "false");
    });
  }

  private add(id: string): Row {
    const state = h("span", { class: "dot" });
    const title = h("span", { class: "list-title" });
    const time = h("time");
    const button = h("button", { type: "button", class: "list-button" }, title, state, time);
    const item = h("li", {}, button);
    button.addEventListener("click", () => { this.choose(id); });
    const row = { item, button, state, title, time };
    this.rows.set(id, row);
    return row;
  }
}

function clock(iso: string, words: Words): string {
  return new Intl.DateTimeFormat(words.language === "zh" ? "zh-CN" : "en-GB", {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(iso));
}
