import {
  direct, preflight, Refusal, stageOf,
  type Broadcast, type Directive, type Judgement, type Stage,
} from "../api";
import { h, mark, say } from "../dom";
import { lookUp, type TextKey } from "../text";
import { StageFiles } from "./stagefiles";
import { StageLights } from "./stagelights";
import { ProductForm } from "./stageproduct";
import type { Words } from "./words";

const READ_EVERY_MS = 3_000;
const SHOWN_AFTER_MS = 120;
const RENDERING = new Set(["REHEARSING", "LIVE", "SLATE"]);
const MINUTES = ["1", "3", "5", "10", "30"];

/** What an operator does to the stage: products, countdown, lower third, layout, background, lights, look. */
export class StagePanel {
  readonly element = h("section", { class: "panel stage-panel" });
  private readonly title = h("h2");
  private readonly product = h("select");
  private readonly showProduct = button();
  private readonly price = button();
  private readonly minutes = h("select");
  private readonly countdown = button();
  private readonly lower = h("input", { type: "text", maxlength: "80" });
  private readonly showLower = button();
  private readonly layouts = h("div", { class: "choices", role: "group" });
  private readonly grounds = h("div", { class: "choices", role: "group" });
  private readonly looks = h("div", { class: "choices", role: "group" });
  private readonly holds = h("div", { class: "choices", role: "group" });
  private readonly lookRow: HTMLElement;
  private readonly holdRow: HTMLElement;
  private readonly files = new StageFiles(
    (work) => this.queue(work), (change) => void this.send(change));
  private readonly lights = new StageLights((change) => this.send(change));
  private readonly form = new ProductForm(
    (work) => this.queue(work), (productId) => { this.wanted = productId; });
  /** A product to choose as soon as the list has it. */
  private wanted: string | undefined;
  private readonly check = button();
  private readonly judgement = h("ul", { class: "findings" });
  private readonly names: [HTMLElement, TextKey][] = [];
  private id: string | undefined;
  private stage: Stage | undefined;
  private readAtMs = 0;
  private last: Promise<void> = Promise.resolve();
  private checking = false;
  private judged: Judgement | undefined;

  constructor(private readonly refused: (refusal: Refusal) => void) {
    for (const it of MINUTES) {
      this.minutes.append(h("option", { value: it }, `${it} min`));
    }
    this.lookRow = this.row("stageLook", this.looks);
    this.holdRow = this.row("stageHold", this.holds);
    this.element.append(
      this.title,
      this.row("stageProduct", this.product, this.showProduct, this.price),
      this.holdRow,
      this.row("stageAdd", this.form.element),
      this.row("stageCountdown", this.minutes, this.countdown),
      this.row("stageLower", this.lower, this.showLower),
      this.row("stageLayout", this.layouts),
      this.row("stageBackground", this.grounds),
      this.row("stageFiles", this.files.choices, this.files.below),
      this.row("stageLights", this.lights.element),
      this.lookRow,
      this.row("stageCheck", this.check),
      this.judgement,
    );
    this.showProduct.addEventListener("click", () => {
      const shown = this.shownProduct();
      const chosen = this.product.value;
      void this.send({ product_id: shown !== "" && shown === chosen ? "-" : chosen });
    });
    this.price.addEventListener("click", () => {
      void this.send({ price: this.priced() ? "PRICE_SHOWN_NO" : "PRICE_SHOWN_YES" });
    });
    this.countdown.addEventListener("click", () => { this.runDown(); });
    this.showLower.addEventListener("click", () => {
      const text = this.lower.value.trim();
      void this.send({ lower_third: this.lowered() === text || text === "" ? "-" : text });
    });
    this.check.addEventListener("click", () => void this.judge());
  }

  draw(words: Words, broadcast: Broadcast | undefined, now: number): void {
    const { table } = words;
    if (broadcast?.broadcast_id !== this.id) {
      this.id = broadcast?.broadcast_id;
      this.stage = undefined;
      this.judged = undefined;
      this.readAtMs = 0;
      this.files.reset();
      this.form.reset();
    }
    const renders = broadcast !== undefined && RENDERING.has(broadcast.state);
    if (renders && now - this.readAtMs > READ_EVERY_MS) {
      this.readAtMs = now;
      void this.read();
    }
    const stage = this.stage;
    this.element.hidden = !renders || stage === undefined;
    if (stage === undefined) {
      return;
    }
    say(this.title, table.stage);
    this.names.forEach(([element, key]) => { say(element, table[key]); });
    this.drawProducts(words, stage);
    const running = stage.shown.countdown?.end_time !== undefined;
    say(this.countdown, running ? table.stageStop : table.stageStart);
    mark(this.countdown, "is-on", running);
    this.minutes.setAttribute("aria-label", table.stageCountdown);
    this.lower.setAttribute("aria-label", table.stageLower);
    const lowered = this.lowered();
    const same = lowered !== "" && (this.lower.value.trim() === lowered || this.lower.value === "");
    say(this.showLower, same ? table.stageHide : table.stageShow);
    mark(this.showLower, "is-on", lowered !== "");
    this.choices(this.layouts, stage.layouts ?? [], stage.shown.layout, "layout_", words,
      (it) => ({ layout: it }));
    this.choices(this.grounds, stage.backgrounds ?? [], stage.shown.stage_background?.name,
      "wall_", words, (it) => ({ stage_background: { name: it } }));
    // A figure without hands leaves the stand alone.
    this.holdRow.hidden = (stage.product_holds ?? []).length < 2;
    this.choices(this.holds, stage.product_holds ?? [], stage.shown.product_hold, "hold_", words,
      (it) => ({ product_hold: it }));
    this.files.draw(words, stage);
    this.lights.draw(words, stage);
    this.form.draw(words);
    // An avatar without a second look leaves nothing to choose.
    this.lookRow.hidden = (stage.looks ?? []).length < 2;
    this.choices(this.looks, stage.looks ?? [], stage.shown.look_id, "look_", words,
      (it) => ({ look_id: it }));
    say(this.check, this.checking ? table.working : table.stageCheckRun);
    this.drawJudgement(words);
  }

  private drawProducts(words: Words, stage: Stage): void {
    const { table } = words;
    const products = stage.products ?? [];
    const ids = products.map((it) => `${it.product_id} ${it.title}`).join("\n");
    if (this.product.dataset["ids"] !== ids) {
      const chosen = this.product.value;
      this.product.dataset["ids"] = ids;
      this.product.replaceChildren(
        ...products.map((it) => h("option", { value: it.product_id }, it.title)),
      );
      if (products.some((it) => it.product_id === chosen)) {
        this.product.value = chosen;
      }
    }
    if (products.some((it) => it.product_id === this.wanted)) {
      this.product.value = this.wanted ?? "";
      this.wanted = undefined;
    }
    this.product.setAttribute("aria-label", table.stageProduct);
    this.product.disabled = products.length === 0;
    const shown = this.shownProduct();
    const same = shown !== "" && shown === this.product.value;
    say(this.showProduct, same ? table.stageHide : table.stageShow);
    mark(this.showProduct, "is-on", same);
    this.showProduct.disabled = products.length === 0;
    say(this.price, this.priced() ? table.stagePriceHide : table.stagePriceShow);
    mark(this.price, "is-on", this.priced());
  }

  private choices<T extends string>(
    into: HTMLElement,
    names: readonly T[],
    shown: string | undefined,
    prefix: string,
    words: Words,
    change: (name: T) => Directive,
  ): void {
    const key = names.join("\n");
    if (into.dataset["names"] !== key) {
      into.dataset["names"] = key;
      into.replaceChildren(...names.map((name) => {
        const choice = button();
        choice.dataset["name"] = name;
        choice.addEventListener("click", () => void this.send(change(name)));
        return choice;
      }));
    }
    for (const choice of into.children) {
      const name = (choice as HTMLElement).dataset["name"] ?? "";
      say(choice, lookUp(words.table, `${prefix}${name}`, name));
      choice.setAttribute("aria-pressed", name === shown ? "true" : "false");
      mark(choice, "is-on", name === shown);
    }
  }

  private drawJudgement(words: Words): void {
    const judged = this.judged;
    this.judgement.hidden = judged === undefined;
    if (judged === undefined) {
      return;
    }
    const key = `${words.language} ${JSON.stringify(judged)}`;
    if (this.judgement.dataset["key"] === key) {
      return;
    }
    this.judgement.dataset["key"] = key;
    const rows = (judged.findings ?? []).map((it) => {
      const name = lookUp(words.table, it.check.toLowerCase(), it.check);
      const value = it.measured === true ? (it.value ?? 0).toFixed(2) : words.table.stageUnmeasured;
      const limits = [
        it.least === undefined ? "" : `≥ ${it.least}`,
        it.most === undefined ? "" : `≤ ${it.most}`,
      ].filter((limit) => limit !== "").join(", ");
      const advice = it.good === true || it.measured !== true
        ? ""
        : lookUp(words.table, `advice_${it.check.toLowerCase()}`, it.advice ?? "");
      return h(
        "li",
        { class: it.measured !== true ? "is-open" : it.good === true ? "is-good" : "is-bad" },
        h("strong", {}, name),
        h("span", { class: "value" }, `${value} (${limits})`),
        h("span", { class: "advice" }, advice),
      );
    });
    const sizes = (judged.sizes ?? []).map((it) =>
      `${it.width}×${it.height}: ${it.frame_rate === undefined ? "–" : `${it.frame_rate} fps`}`);
    this.judgement.replaceChildren(
      ...rows, h("li", { class: "sizes" }, h("strong", {}, words.table.stageSizes), sizes.join(" · ")),
    );
  }

  private shownProduct(): string {
    const id = this.stage?.shown.product_id ?? "-";
    return id === "-" ? "" : id;
  }

  private lowered(): string {
    const text = this.stage?.shown.lower_third ?? "-";
    return text === "-" ? "" : text;
  }

  private priced(): boolean {
    return this.stage?.shown.price !== "PRICE_SHOWN_NO";
  }

  private runDown(): void {
    const running = this.stage?.shown.countdown?.end_time !== undefined;
    const end = new Date(Date.now() + Number(this.minutes.value) * 60_000).toISOString();
    void this.send({ countdown: running ? {} : { end_time: end, title: "限时特价" } });
  }

  private async send(change: Directive): Promise<void> {
    await this.queue((id) => this.asking(async () => {
      await direct(id, change);
      // The change shows with the next picture; what is read before that would be the old stage.
      await new Promise((done) => window.setTimeout(done, SHOWN_AFTER_MS));
    }));
  }

  /** Changes the stage; a change that is asked for meanwhile waits for its turn. */
  private async queue(change: (id: string) => Promise<void>): Promise<void> {
    const id = this.id;
    if (id === undefined) {
      return;
    }
    // A fault that is no refusal is a mistake of this page: it is told once and holds up nobody.
    const turn = this.last.then(async () => {
      await change(id);
      await this.read();
    });
    this.last = turn.catch(() => undefined);
    await turn;
  }

  private async judge(): Promise<void> {
    const id = this.id;
    if (id === undefined || this.checking) {
      return;
    }
    this.checking = true;
    await this.asking(async () => {
      const judged = await preflight(id);
      if (id === this.id) {
        this.judged = judged;
      }
    });
    this.checking = false;
  }

  private async read(): Promise<void> {
    const id = this.id;
    if (id === undefined) {
      return;
    }
    try {
      const stage = await stageOf(id);
      if (id === this.id) {
        this.stage = stage;
      }
    } catch (fault) {
      if (!(fault instanceof Refusal)) {
        throw fault;
      }
      // A worker that has just gone says nothing; the next look asks again.
      this.stage = undefined;
    }
  }

  private async asking(call: () => Promise<void>): Promise<void> {
    try {
      await call();
    } catch (fault) {
      if (!(fault instanceof Refusal)) {
        throw fault;
      }
      this.refused(fault);
    }
  }

  private row(key: TextKey, ...parts: HTMLElement[]): HTMLElement {
    const name = h("span", { class: "stage-name" });
    this.names.push([name, key]);
    return h("div", { class: "stage-row" }, name, ...parts);
  }
}

function button(): HTMLButtonElement {
  return h("button", { type: "button", class: "quiet" });
}
