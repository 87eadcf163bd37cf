import { Refusal, type Broadcast, type Room } from "../api";
import { h, mark, say } from "../dom";
import { count, money } from "../format";
import {
  demandOf, economicsOf, factorsOf, type Economics, type Factor, type Factors, type Outlook,
} from "../insights";
import { fill, lookUp, type TextKey } from "../text";
import type { Words } from "./words";

const READ_EVERY_MS = 30_000;
const MOST_PRODUCTS = 5;
const MOST_FACTORS = 5;

const STANDING: Record<Factor["standing"], TextKey> = {
  ASSOCIATION: "association", SHOWN_TO_HELP: "provenHelps", SHOWN_TO_HARM: "provenHarms",
};

/** What the next slot is expected to sell, when stocks end, and what sales went with. */
export class OutlookPanel {
  readonly element = h("section", { class: "panel outlook" });
  private readonly heading = h("h2");
  private readonly away = h("span", { class: "stale-note", role: "status" });
  private readonly products = h("ul", { class: "expected" });
  private readonly noProducts = h("p", { class: "hint" });
  private readonly factorsHeading = h("h3");
  private readonly factors = h("ul", { class: "factors" });
  private readonly tried = h("p", { class: "hint tried" });
  private readonly costs = h("p", { class: "hint costs" });
  private roomId: string | undefined;
  private readAtMs = 0;
  private failed = false;
  private outlooks: Outlook[] | undefined;
  private found: Factors | undefined;
  private economics: Economics | undefined;
  private drawn = "";

  constructor() {
    this.element.append(
      h("div", { class: "panel-head" }, this.heading, this.away),
      this.products, this.noProducts, this.factorsHeading, this.factors, this.tried, this.costs,
    );
  }

  draw(words: Words, broadcast: Broadcast | undefined, room: Room | undefined, now: number): void {
    if (broadcast?.room_id !== this.roomId) {
      this.roomId = broadcast?.room_id;
      this.outlooks = undefined;
      this.found = undefined;
      this.economics = undefined;
      this.failed = false;
      this.readAtMs = 0;
    }
    const shows = broadcast !== undefined && broadcast.state !== "CREATED" && room !== undefined;
    if (shows && now - this.readAtMs > READ_EVERY_MS) {
      this.readAtMs = now;
      void this.read(broadcast.room_id);
    }
    this.element.hidden = !shows || (this.outlooks === undefined && !this.failed);
    this.redraw(words);
  }

  private async read(roomId: string): Promise<void> {
    try {
      const [outlooks, found, economics] = await Promise.all(
        [demandOf(roomId), factorsOf(roomId), economicsOf(roomId)]);
      if (this.roomId === roomId) {
        this.outlooks = outlooks;
        this.found = found;
        this.economics = economics;
        this.failed = false;
      }
    } catch (fault) {
      if (!(fault instanceof Refusal)) {
        throw fault;
      }
      this.failed = this.roomId === roomId;
    }
  }

  private redraw(words: Words): void {
    const { table, language } = words;
    const outlooks = this.outlooks?.slice(0, MOST_PRODUCTS) ?? [];
    const entered = this.found?.factors.filter((it) => it.enters).slice(0, MOST_FACTORS) ?? [];
    say(this.heading, table.outlook);
    say(this.away, this.failed ? table.outlookAway : "");
    this.away.hidden = !this.failed;
    mark(this.element, "is-stale", this.failed);
    say(this.noProducts, table.noOutlook);
    this.noProducts.hidden = outlooks.length > 0;
    say(this.factorsHeading, table.wentWith);
    say(this.tried, this.found === undefined ? "" : fill(table.factorsTried, {
      factors: count(this.found.factors.length, language),
      slots: count(this.found.slots, language), margin: this.found.margin.toFixed(1),
    }));
    say(this.costs, this.economics === undefined ? "" : costs(words, this.economics));
    const content = JSON.stringify([language, outlooks, entered]);
    if (content !== this.drawn) {
      this.drawn = content;
      this.products.replaceChildren(...outlooks.map((it) => expected(words, it)));
      this.factors.replaceChildren(...entered.map((it) => factor(words, it)));
    }
  }
}

function expected(words: Words, outlook: Outlook): HTMLElement {
  const { table, language } = words;
  const number = (value: number) => count(Math.round(value), language);
  const units = fill(table.unitsExpected, {
    units: number(outlook.units), low: number(outlook.low), high: number(outlook.high),
  });
  return h(
    "li", {},
    h("strong", {}, outlook.productId), h("span", {}, units),
    h("span", { class: outlook.outMs === undefined ? "stock" : "stock is-bad" }, stock(words, outlook)),
    ...(outlook.judged === 0 ? [] : [h("small", { class: "hint" }, fill(table.forecastsHeld, {
      held: number(outlook.held), judged: number(outlook.judged),
    }))]),
  );
}

function costs(words: Words, it: Economics): string {
  const { table, language } = words;
  const worth = (minor: number | undefined) => minor === undefined || it.currency === ""
    ? table.costUnknown
    : money({ currency_code: it.currency, amount_minor: Math.round(minor) }, language);
  const told = fill(table.costsAnHour, {
    cost: worth(it.costAnHour), left: worth(it.leftAComputeHour),
  });
  const unknown = it.unknown.map((kind) => lookUp(table, `cost_${kind}`, kind));
  return unknown.length === 0
    ? told : `${told} ${fill(table.costsUnknown, { kinds: unknown.join(table.listOf) })}`;
}

function stock(words: Words, outlook: Outlook): string {
  const { table, language } = words;
  if (outlook.left === undefined) {
    return table.stockUntold;
  }
  const left = count(outlook.left, language);
  if (outlook.left === 0) {
    return table.stockNone;
  }
  return outlook.outMs === undefined
    ? fill(table.stockLasts, { left })
    : fill(table.stockEnds, {
        left, time: clock(words, outlook.outMs),
        early: clock(words, outlook.outEarlyMs), late: clock(words, outlook.outLateMs),
      });
}

function factor(words: Words, it: Factor): HTMLElement {
  const { table } = words;
  const step = it.kind === "EXPLAINED" || it.kind === "LOOK"
    ? `${Math.round(it.step * 100)} %` : it.step.toPrecision(2);
  const name = fill(table[`factor_${it.kind}`], { name: it.name, step });
  const said = fill(table.factorSays, {
    ratio: it.ratio.toFixed(2), low: it.low.toFixed(2), high: it.high.toFixed(2),
    slots: String(it.slots), without: it.without.toFixed(1), with: it.with.toFixed(1),
  });
  const tone = it.standing === "SHOWN_TO_HELP" ? "good"
    : it.standing === "SHOWN_TO_HARM" ? "bad" : "guess";
  return h(
    "li", {},
    h("span", { class: "tags" }, h("span", { class: "tag", "data-tone": tone }, table[STANDING[it.standing]])),
    h("strong", {}, name), h("span", {}, said),
  );
}

function clock(words: Words, ms: number | undefined): string {
  return ms === undefined ? "–" : new Intl.DateTimeFormat(
    words.language === "zh" ? "zh-CN" : "en-GB", { hour: "2-digit", minute: "2-digit" },
  ).format(ms);
}
