import type { Broadcast, Room } from "../api";
import { roomCustomers, type CohortRow, type ShopCustomers } from "../customers";
import { h, mark, say } from "../dom";
import { count } from "../format";
import { fill, type TextKey } from "../text";
import type { Words } from "./words";

const READ_EVERY_MS = 30_000;
const MOST_ROWS = 12;

/** Who buys: a table a slice, each line ten people or more. */
export class CustomerPanel {
  readonly element = h("section", { class: "panel customers" });
  private readonly heading = h("h2");
  private readonly away = h("span", { class: "stale-note", role: "status" });
  private readonly tables = h("div", { class: "slices" });
  private readonly note = h("p", { class: "hint" });
  private roomId: string | undefined;
  private shows = false;
  private shops: ShopCustomers[] | undefined;
  private readAtMs = 0;
  private failed = false;
  private drawn = "";
  private words: Words | undefined;

  constructor() {
    this.element.append(
      h("div", { class: "panel-head" }, this.heading, this.away), this.tables, this.note,
    );
  }

  draw(words: Words, broadcast: Broadcast | undefined, room: Room | undefined, now: number): void {
    this.words = words;
    if (broadcast?.room_id !== this.roomId) {
      this.roomId = broadcast?.room_id;
      this.shops = undefined;
      this.failed = false;
      this.readAtMs = 0;
    }
    this.shows = broadcast !== undefined && broadcast.state !== "CREATED" && room !== undefined;
    if (this.roomId !== undefined && this.shows && now - this.readAtMs > READ_EVERY_MS) {
      this.readAtMs = now;
      void this.read(this.roomId);
    }
    this.redraw();
  }

  private async read(roomId: string): Promise<void> {
    try {
      const found = await roomCustomers(roomId);
      if (this.roomId === roomId) {
        this.shops = found;
        this.failed = false;
      }
    } catch {
      this.failed = this.roomId === roomId;
    }
    this.redraw();
  }

  private redraw(): void {
    const words = this.words;
    if (words === undefined) {
      return;
    }
    this.element.hidden = !this.shows || (this.shops === undefined && !this.failed);
    say(this.heading, words.table.customers);
    this.away.hidden = !this.failed;
    say(this.away, this.failed ? words.table.customersAway : "");
    mark(this.element, "is-stale", this.failed);
    const content = JSON.stringify([words.language, this.shops]);
    if (content !== this.drawn) {
      this.drawn = content;
      const tables = (this.shops ?? []).flatMap((it) => slices(words, it));
      this.tables.replaceChildren(...tables);
      say(this.note, tables.length > 0 ? words.table.customersHint : words.table.noCustomers);
    }
  }
}

interface Line {
  name: string;
  people: string;
  again: string;
}

function slices(words: Words, shop: ShopCustomers): HTMLElement[] {
  const { table, language } = words;
  const segments = shop.segments.map((it) => ({
    name: fill(table.segmentName, {
      recency: String(it.recency), frequency: String(it.frequency), monetary: String(it.monetary),
    }),
    people: count(it.customer_count, language),
    again: "",
  }));
  const audiences = shop.audiences.map((it) => ({
    name: it.name,
    people: it.customer_count === undefined
      ? table.countNotTold : count(it.customer_count, language),
    again: "",
  }));
  const known: [TextKey, Line[]][] = [
    ["bySegment", segments],
    ["byFirstMonth", cohorts(words, shop.first_months)],
    ["byFirstPresenter", cohorts(words, shop.first_presenters)],
    ["byFirstLook", cohorts(words, shop.first_looks)],
    ["byPreferredPresenter", cohorts(words, shop.preferred_presenters)],
    ["byPreferredLook", cohorts(words, shop.preferred_looks)],
    ["byAudience", audiences],
  ];
  return known
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => slice(words, title, lines.slice(0, MOST_ROWS)));
}

function cohorts(words: Words, rows: CohortRow[]): Line[] {
  // One line of what nobody told says nothing about presenters or looks.
  if (rows.every((it) => it.key === "")) {
    return [];
  }
  const percent = new Intl.NumberFormat(words.language, {
    style: "percent", maximumFractionDigits: 1,
  });
  return rows.map((it) => ({
    name: it.key === "" ? words.table.keyNotTold : it.key,
    people: count(it.customer_count, words.language),
    again: it.repeat_rate === undefined
      ? words.table.countNotTold : percent.format(it.repeat_rate),
  }));
}

function slice(words: Words, title: TextKey, lines: Line[]): HTMLElement {
  const { table } = words;
  const rates = lines.some((it) => it.again !== "");
  return h(
    "table", { "data-slice": title },
    h("caption", {}, table[title]),
    h("thead", {}, h(
      "tr", {}, h("th", { scope: "col" }), h("th", { scope: "col" }, table.customerCount),
      ...(rates ? [h("th", { scope: "col" }, table.boughtAgain)] : []),
    )),
    h("tbody", {}, ...lines.map((it) => h(
      "tr", {}, h("th", { scope: "row" }, it.name), h("td", {}, it.people),
      ...(rates ? [h("td", {}, it.again)] : []),
    ))),
  );
}
