import type { Room } from "../api";
import { h, mark, say } from "../dom";
import type { BroadcastEvents } from "../events";
import { age, amounts, count, NONE } from "../format";
import { fill, type TextKey } from "../text";
import { Meanings } from "./meanings";
import type { Words } from "./words";

type Figure = "gmvPaid" | "gmvNet" | "online" | "orders" | "comments" | "likes";

const FIGURES: readonly Figure[] = ["gmvPaid", "gmvNet", "online", "orders", "comments", "likes"];
/** The total that a tile's place among past shows is told of. */
const METRIC: Record<Figure, string> = {
  gmvPaid: "gmv_paid",
  gmvNet: "gmv_net",
  online: "peak_online_count",
  orders: "paid_order_count",
  comments: "comment_count",
  likes: "like_count",
};
const MAX_PRODUCTS = 5;
const MAX_WORDS = 18;

interface Tile {
  box: HTMLElement;
  name: HTMLElement;
  value: HTMLElement;
  note: HTMLElement;
  standing: HTMLElement;
}

/** The figures of the room. */
export class RoomPanel {
  readonly element = h("section", { class: "panel room" });
  private readonly heading = h("h2");
  private readonly stale = h("span", { class: "stale-note", role: "status" });
  private readonly page = h("a", { target: "_blank", rel: "noopener" });
  private readonly paper = h("a", { target: "_blank", rel: "noopener" });
  private readonly reports = h("p", { class: "hint reports" }, this.page, " · ", this.paper);
  private readonly tiles = new Map<Figure, Tile>();
  private readonly grid = h("dl", { class: "tiles" });
  private readonly compared = h("p", { class: "hint compared" });
  private readonly trust = h("p", { class: "hint trust" });
  private readonly meanings = new Meanings();
  private readonly productsHeading = h("h3");
  private readonly columns: Record<"product" | "clicks" | "units" | "paid", HTMLElement> = {
    product: h("th", { scope: "col" }),
    clicks: h("th", { scope: "col", class: "number" }),
    units: h("th", { scope: "col", class: "number" }),
    paid: h("th", { scope: "col", class: "number" }),
  };
  private readonly productRows = h("tbody");
  private readonly noProducts = h("p", { class: "hint" });
  private readonly table = h(
    "table",
    {},
    h("thead", {}, h("tr", {}, ...Object.values(this.columns))),
    this.productRows,
  );
  private readonly wordsHeading = h("h3");
  private readonly wordList = h("ul", { class: "words" });
  private readonly noWords = h("p", { class: "hint" });
  private drawn = "";

  constructor() {
    for (const figure of FIGURES) {
      const tile = {
        box: h("div", { class: "tile", "data-figure": figure }),
        name: h("dt"),
        value: h("dd"),
        note: h("dd", { class: "note" }),
        standing: h("dd", { class: "standing" }),
      };
      tile.box.append(tile.name, tile.value, tile.note, tile.standing);
      this.grid.append(tile.box);
      this.tiles.set(figure, tile);
    }
    this.element.append(
      h("div", { class: "panel-head" }, this.heading, this.stale),
      this.grid,
      this.compared,
      this.trust,
      this.productsHeading,
      this.table,
      this.noProducts,
      this.wordsHeading,
      this.wordList,
      this.noWords,
      this.reports,
    );
  }

  draw(words: Words, events: BroadcastEvents | undefined, now: number): void {
    const { table } = words;
    const room = events?.room;
    const stale = events?.roomAge.isStale(now) === true;
    mark(this.element, "is-stale", stale);
    this.stale.hidden = !stale && room?.provisional !== true;
    say(
      this.stale,
      stale
        ? `${table.staleFor} ${age(events.roomAge.silentForMs(now))}`
        : room?.provisional === true
          ? table.provisional
          : "",
    );
    say(this.heading, table.room);
    say(this.productsHeading, table.products);
    say(this.wordsHeading, table.words);
    say(this.noProducts, table.noProducts);
    say(this.noWords, table.noWords);
    for (const [key, cell] of Object.entries(this.columns)) {
      say(cell, table[key as TextKey]);
    }
    this.drawReports(words, room);
    this.drawTiles(words, room, now);
    this.drawTrust(words, room);
    this.drawLists(words, room);
  }

  /** The report tells times by the reader's clock. */
  private drawReports(words: Words, room: Room | undefined): void {
    const { table, language } = words;
    this.reports.hidden = room === undefined || room.fact_count === 0;
    say(this.page, table.reportPage);
    say(this.paper, table.reportPdf);
    if (room !== undefined) {
      const query = new URLSearchParams({
        locale: language,
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      }).toString();
      const root = `/api/v1/rooms/${encodeURIComponent(room.room_id)}/report`;
      for (const [link, format] of [
        [this.page, "html"],
        [this.paper, "pdf"],
      ] as const) {
        const url = `${root}?format=${format}&${query}`;
        if (link.getAttribute("href") !== url) {
          link.setAttribute("href", url);
        }
      }
    }
  }

  private drawTiles(words: Words, room: Room | undefined, now: number): void {
    const { table, language } = words;
    const n = (value: number | undefined) => (value === undefined ? NONE : count(value, language));
    const values: Record<Figure, [string, string]> = {
      gmvPaid: [amounts(room?.gmv_paid ?? [], language), ""],
      gmvNet: [amounts(room?.gmv_net ?? [], language), table.gmvNetHint],
      online: [
        n(room?.online_count),
        `${table.peak} ${n(room?.peak_online_count)} · ${n(room?.viewer_count)} ${table.viewers}`,
      ],
      orders: [n(room?.paid_order_count), `${n(room?.order_count)} ${table.ordersMade}`],
      comments: [n(room?.comment_count), ""],
      likes: [n(room?.like_count), ""],
    };
    for (const [figure, tile] of this.tiles) {
      const [value, note] = values[figure];
      say(tile.name, figure === "likes" ? capitalised(table.likes) : table[figure]);
      say(tile.value, value);
      say(tile.note, note);
      say(tile.standing, standing(words, room, METRIC[figure]));
      explain(tile.box, this.meanings.of(METRIC[figure], language, now));
    }
    this.drawCompared(words, room);
  }

  /** Of few past shows nothing is made up: how many there are is said, once for all figures. */
  private drawCompared(words: Words, room: Room | undefined): void {
    const paid = room?.standings.find((it) => it.metric_id === METRIC.orders);
    this.compared.hidden = paid === undefined || paid.percentile !== undefined;
    if (paid !== undefined) {
      say(this.compared, fill(words.table.notCompared, {
        shows: count(paid.show_count, words.language),
        least: count(paid.least_show_count, words.language),
      }));
    }
  }

  /** How far the figures can be believed: what came twice, what contradicts, what does not fit. */
  private drawTrust(words: Words, room: Room | undefined): void {
    this.trust.hidden = room === undefined || room.fact_count === 0;
    if (room !== undefined) {
      const n = (value: number) => count(value, words.language);
      say(this.trust, fill(words.table.trust, {
        facts: n(room.fact_count),
        repeats: n(room.duplicate_count),
        contradictions: n(room.quarantined_count),
        flagged: n(room.flagged_count),
      }));
    }
  }

  private drawLists(words: Words, room: Room | undefined): void {
    const products = room?.top_products.slice(0, MAX_PRODUCTS) ?? [];
    const frequent = room?.frequent_words.slice(0, MAX_WORDS) ?? [];
    this.table.hidden = products.length === 0;
    this.noProducts.hidden = products.length > 0;
    this.noWords.hidden = frequent.length > 0;
    const content = JSON.stringify([words.language, products, frequent]);
    if (content === this.drawn) {
      return;
    }
    this.drawn = content;
    this.productRows.replaceChildren(
      ...products.map((it) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, it.product_id),
          h("td", { class: "number" }, count(it.click_count, words.language)),
          h("td", { class: "number" }, count(it.unit_count, words.language)),
          h("td", { class: "number" }, amounts(it.gmv_paid, words.language)),
        ),
      ),
    );
    const most = Math.max(1, ...frequent.map((it) => it.count));
    this.wordList.replaceChildren(
      ...frequent.map((it) =>
        h(
          "li",
          { "data-weight": String(Math.max(1, Math.ceil((it.count / most) * 4))) },
          it.word,
          h("small", {}, count(it.count, words.language)),
        ),
      ),
    );
  }
}

/** Where a total stands; of several currencies, that of the first amount. */
function standing(words: Words, room: Room | undefined, metric: string): string {
  const currency = metric.startsWith("gmv") ? room?.gmv_paid[0]?.currency_code : "";
  const found = room?.standings.find(
    (it) => it.metric_id === metric && it.currency_code === currency,
  );
  return found?.percentile === undefined
    ? ""
    : fill(words.table.higherThan, {
        percent: `${Math.round(found.percentile)} %`,
        shows: count(found.show_count, words.language),
      });
}

/** Shown to who points at it; nothing where nothing is known. */
function explain(element: HTMLElement, words: string): void {
  if (element.title !== words) {
    element.title = words;
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
