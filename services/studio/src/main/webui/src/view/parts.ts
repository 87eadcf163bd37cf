import { h, say } from "../dom";
import type { Part } from "../rights";
import { fill, lookUp } from "../text";
import { day } from "./when";
import type { Words } from "./words";

/** The parts of a figure by kind, each with its versions, newest first, and where its review is. */
export class PartList {
  readonly element = h("div", { class: "parts" });
  private readonly heading = h("h3");
  private readonly empty = h("p", { class: "hint" });
  private readonly items = h("ul");
  private drawn = "";

  constructor() {
    this.element.append(this.heading, this.empty, this.items);
  }

  draw(words: Words, parts: readonly Part[] | undefined): void {
    const { table } = words;
    this.element.hidden = parts === undefined;
    say(this.heading, table.parts);
    say(this.empty, table.noParts);
    this.empty.hidden = parts === undefined || parts.length > 0;
    const key = JSON.stringify([words.language, parts]);
    if (key !== this.drawn) {
      this.drawn = key;
      const kinds = [...new Set((parts ?? []).map((it) => it.kind))];
      this.items.replaceChildren(
        ...kinds.map((kind) => item(kind, (parts ?? []).filter((it) => it.kind === kind), words)),
      );
    }
  }
}

function item(kind: string, versions: readonly Part[], words: Words): HTMLLIElement {
  const { table } = words;
  const newestFirst = [...versions].sort((a, b) => b.version - a.version);
  return h(
    "li", { class: "part" },
    h("span", { class: "part-kind" }, lookUp(table, `part_${kind}`, kind)),
    h("ul", {}, ...newestFirst.map((it) => {
      const state = h(
        "span", { class: "dot part-state" }, lookUp(table, `partState_${it.state}`, it.state),
      );
      state.dataset["state"] = it.state;
      return h(
        "li", {},
        h("span", {}, fill(table.partVersion, { number: String(it.version) })),
        state,
        h("span", { class: "part-day" }, day(it.review_time ?? it.create_time, words)),
      );
    })),
  );
}
