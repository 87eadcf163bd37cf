import { Refusal, type Broadcast, type Money, type Room } from "../api";
import { h, mark, say } from "../dom";
import { count, money } from "../format";
import { decide, listPlaybooks, type Effect, type Playbook } from "../playbooks";
import { fill, lookUp, type TextKey } from "../text";
import type { Words } from "./words";

const READ_EVERY_MS = 10_000;
const MOST = 8;
/** As many slots at the most are counted: no show has them. */
const NEVER = 2_000;
const DECIDER_KEY = "afterglow.decider";
const SHOWN = new Set(["PROPOSED", "ACCEPTED", "SETTLED"]);

/** What to try next, what it rests on, and the buttons with which a person decides. */
export class PlaybookPanel {
  readonly element = h("section", { class: "panel playbooks" });
  private readonly heading = h("h2");
  private readonly away = h("span", { class: "stale-note", role: "status" });
  private readonly decider = h("input", {
    type: "text", maxlength: "64", autocomplete: "off", spellcheck: "false", id: "decider",
  });
  private readonly deciderLabel = h("label", { for: "decider" });
  private readonly deciderHint = h("span", { class: "hint" });
  private readonly who = h(
    "div", { class: "decider" }, this.deciderLabel, this.decider, this.deciderHint,
  );
  private readonly list = h("ul");
  private readonly none = h("p", { class: "hint" });
  private roomId: string | undefined;
  private shows = false;
  private playbooks: Playbook[] | undefined;
  private readAtMs = 0;
  private failed = false;
  private missing = false;
  private deciding: { id: string; how: "accept" | "decline"; requestId: string } | undefined;
  private drawn = "";
  private words: Words | undefined;
  private room: Room | undefined;

  constructor(private readonly refused: (refusal: Refusal) => void) {
    this.decider.value = window.localStorage.getItem(DECIDER_KEY) ?? "";
    this.decider.addEventListener("input", () => {
      this.missing = false;
      window.localStorage.setItem(DECIDER_KEY, this.decider.value.trim());
      this.redraw();
    });
    this.element.append(
      h("div", { class: "panel-head" }, this.heading, this.away), this.who, this.list, this.none,
    );
  }

  draw(words: Words, broadcast: Broadcast | undefined, room: Room | undefined, now: number): void {
    this.words = words;
    this.room = room;
    if (broadcast?.room_id !== this.roomId) {
      this.roomId = broadcast?.room_id;
      this.playbooks = undefined;
      this.failed = false;
      this.readAtMs = 0;
    }
    this.shows = broadcast !== undefined && broadcast.state !== "CREATED" && room !== undefined;
    const due = now - this.readAtMs > READ_EVERY_MS && this.deciding === undefined;
    if (this.roomId !== undefined && this.shows && due) {
      this.readAtMs = now;
      void this.read(this.roomId);
    }
    this.redraw();
  }

  private async read(roomId: string): Promise<void> {
    try {
      const found = await listPlaybooks(roomId);
      if (this.roomId === roomId && this.deciding === undefined) {
        this.playbooks = found;
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
    const { table } = words;
    this.element.hidden = !this.shows || (this.playbooks === undefined && !this.failed);
    const open = this.playbooks?.filter((it) => SHOWN.has(it.state)).slice(0, MOST) ?? [];
    say(this.heading, table.playbooks);
    this.away.hidden = !this.failed;
    say(this.away, this.failed ? table.playbooksAway : "");
    mark(this.element, "is-stale", this.failed);
    say(this.deciderLabel, table.deciderLabel);
    say(this.deciderHint, this.missing ? table.deciderNeeded : table.deciderHint);
    mark(this.who, "is-missing", this.missing);
    this.who.hidden = !open.some((it) => it.state === "PROPOSED");
    this.none.hidden = open.length > 0 || this.failed;
    say(this.none, table.noPlaybooks);
    const minute = Math.floor(Date.now() / 60_000);
    const content = JSON.stringify([
      words.language, open, this.deciding, this.failed, minute, this.currency(),
      open.map((it) => (it.slot === undefined ? 0 : Date.now() < it.slot.showMs)),
    ]);
    if (content !== this.drawn) {
      this.drawn = content;
      const focused = this.list.contains(document.activeElement)
        ? (document.activeElement as HTMLElement).dataset["decides"] : undefined;
      this.list.replaceChildren(...open.map((it) => this.card(words, it)));
      if (focused !== undefined) {
        this.list.querySelector<HTMLElement>(`[data-decides="${CSS.escape(focused)}"]`)?.focus();
      }
    }
  }

  private currency(): string | undefined {
    const paid = this.room?.gmv_paid ?? [];
    return [...paid].sort((a, b) => b.amount_minor - a.amount_minor)[0]?.currency_code;
  }

  private card(words: Words, playbook: Playbook): HTMLElement {
    const { table } = words;
    const rows = h("dl", {});
    const row = (name: TextKey, ...value: (Node | string)[]) =>
      { rows.append(h("div", {}, h("dt", {}, table[name]), h("dd", {}, ...value))); };
    const said = playbook.measured ?? playbook.expected;
    row(playbook.measured === undefined ? "expected" : "measured", this.signed(words, said.minor));
    row("interval", this.between(words, said));
    row("evidence", evidence(words, playbook));
    row("power", power(words, playbook));
    if (playbook.payOffs.length > 0) {
      row("payOffs", ...playbook.payOffs.map((it) =>
        h("span", { class: it.loses ? "party is-bad" : "party" },
          `${lookUp(table, `party_${it.party}`, it.party)} ${this.signed(words, it.minor)}` +
            (it.loses ? ` (${table.loses})` : "")),
      ));
    }
    return h(
      "li", { "data-state": playbook.state, "data-verdict": playbook.verdict },
      h("div", { class: "playbook-head" }, tag(words, playbook), h("small", {}, until(words, playbook))),
      h("p", { class: "action" }, this.action(words, playbook)),
      ...asked(words, playbook),
      ...basis(words, playbook),
      rows,
      ...(playbook.state === "PROPOSED" ? [this.buttons(words, playbook)] : []),
    );
  }

  private action(words: Words, playbook: Playbook): string {
    const { table, language } = words;
    const price = playbook.slotPrice === undefined ? "" : money(playbook.slotPrice, language);
    switch (playbook.kind) {
      case "PRICE":
        return fill(table.playbookPrice, { product: playbook.productId, price });
      case "LOOK":
        return playbook.lookId === ""
          ? fill(table.playbookLayout, { layout: name(words, "layout", playbook.layout) })
          : fill(table.playbookLook, { look: name(words, "look", playbook.lookId) });
      case "BUNDLE":
        return fill(table.playbookBundle, {
          products: playbook.productIds.join(table.bothOf), price,
          usual: playbook.usualPrice === undefined ? "" : money(playbook.usualPrice, language),
        });
      case "ANSWERS":
        return table.playbookAnswers;
      case "ORDER":
        return fill(table.playbookOrder, { products: playbook.productIds.join(table.listOf) });
      default:
        return fill(table.playbookExplain, { product: playbook.productId });
    }
  }

  private buttons(words: Words, playbook: Playbook): HTMLElement {
    const { table } = words;
    const mine = this.deciding?.id === playbook.id ? this.deciding.how : undefined;
    const busy = this.playbooks?.some((it) => it.state === "ACCEPTED") === true;
    const button = (how: "accept" | "decline") => {
      const it = h(
        "button",
        {
          type: "button", class: how === "accept" ? "decide is-main" : "decide",
          "data-decides": `${how} ${playbook.id}`,
          "aria-disabled": this.deciding !== undefined || this.failed || (busy && how === "accept")
            ? "true" : "false",
        },
        mine === how ? table.working : table[how],
      );
      it.addEventListener("click", () => void this.press(playbook.id, how));
      return it;
    };
    return h(
      "div", { class: "decides" },
      button("accept"), button("decline"), h("small", { class: "hint" }, busy ? table.acceptLater : table.acceptHint),
    );
  }

  private async press(id: string, how: "accept" | "decline"): Promise<void> {
    const by = this.decider.value.trim();
    const busy = this.playbooks?.some((it) => it.state === "ACCEPTED") === true;
    if (this.deciding !== undefined || this.failed || (busy && how === "accept")) {
      return;
    }
    if (by === "") {
      this.missing = true;
      this.decider.focus();
      this.redraw();
      return;
    }
    this.deciding = { id, how, requestId: crypto.randomUUID() };
    this.redraw();
    try {
      const decided = await decide(id, how, by, this.deciding.requestId);
      this.playbooks = this.playbooks?.map((it) => (it.id === id ? decided : it));
    } catch (fault) {
      if (!(fault instanceof Refusal)) {
        throw fault;
      }
      this.refused(fault);
    } finally {
      this.deciding = undefined;
      // What was answered may not be all that changed: the room is read again at once.
      this.readAtMs = 0;
      this.redraw();
    }
  }

  private between(words: Words, effect: Effect): string {
    return fill(words.table.intervalBetween, {
      low: this.signed(words, effect.low), high: this.signed(words, effect.high),
    });
  }

  /** Cents of what is expected would only look exact. */
  private signed(words: Words, minor: number): string {
    const currency = this.currency();
    const sign = minor > 0 ? "+" : "";
    if (currency === undefined) {
      return sign + count(Math.round(minor), words.language);
    }
    const amount: Money = { currency_code: currency, amount_minor: Math.round(minor) };
    return (sign + money(amount, words.language)).replace("-", "−");
  }
}

function tag(words: Words, playbook: Playbook): HTMLElement {
  const { table } = words;
  const said: TextKey =
    playbook.verdict === "HELPS" ? "provenHelps"
      : playbook.verdict === "HARMS" ? "provenHarms"
        : playbook.state === "SETTLED" ? "testedOpen"
          : playbook.state === "ACCEPTED" ? "underTest" : "hypothesis";
  const tone =
    playbook.verdict === "HELPS" ? "good"
      : playbook.verdict === "HARMS" ? "bad"
        : playbook.state === "ACCEPTED" ? "live" : "guess";
  const tags = h("span", { class: "tags" }, h("span", { class: "tag", "data-tone": tone }, table[said]));
  if (playbook.hypothesis && said !== "hypothesis") {
    tags.append(h("span", { class: "tag", "data-tone": "guess" }, table.hypothesis));
  }
  return tags;
}

/** When it lapses, what to do now, or who decided on it. */
function until(words: Words, playbook: Playbook): string {
  const { table } = words;
  if (playbook.state === "PROPOSED") {
    const minutes = Math.max(0, Math.ceil((playbook.expireMs - Date.now()) / 60_000));
    return fill(table.lapses, { minutes: String(minutes) });
  }
  const decided = playbook.decidedBy === "" || playbook.decideMs === undefined
    ? ""
    : fill(table.decidedBy, { who: playbook.decidedBy, time: clock(words, playbook.decideMs) });
  const slot = playbook.slot;
  if (playbook.state !== "ACCEPTED" || slot === undefined) {
    return decided;
  }
  const now = Date.now() < slot.showMs
    ? fill(table.slotComing, { time: clock(words, slot.showMs) })
    : fill(slot.showsAction ? table.slotAction : table.slotUsual, { time: clock(words, slot.endMs) });
  return decided === "" ? now : `${now} · ${decided}`;
}

const BASIS: Record<Playbook["kind"], TextKey> = {
  EXPLAIN: "basisExplain", PRICE: "basisPrice", LOOK: "basisLook", BUNDLE: "basisBundle",
  ANSWERS: "basisAnswers", ORDER: "basisOrder", UNSPECIFIED: "basisExplain",
};

const ON_STAGE = new Set<Playbook["kind"]>(["LOOK", "BUNDLE", "ORDER"]);

/** The service tells what it rests on in English; in Chinese its kind is told. */
function basis(words: Words, playbook: Playbook): HTMLElement[] {
  const { table, language } = words;
  const told = language === "en" && playbook.condition !== ""
    ? `${capital(playbook.condition)}.` : table[BASIS[playbook.kind]];
  const who = ON_STAGE.has(playbook.kind) ? table.onStage
    : playbook.kind === "ANSWERS" ? table.bySpeech : "";
  return [h("p", { class: "basis" }, who === "" ? told : `${told} ${who}`)];
}

/** What to answer, for the presenter to read off. */
function asked(words: Words, playbook: Playbook): HTMLElement[] {
  const { table } = words;
  if (playbook.kind !== "ANSWERS") {
    return [];
  }
  const rows = playbook.questions.map((it) => {
    const link = it.subject.startsWith("link:")
      ? fill(table.subject_link, { number: it.subject.slice("link:".length) }) : it.subject;
    const question = lookUp(table, `intent_${it.intent}`, it.intent);
    return h("span", { role: "listitem" }, link === "" ? question : `${question} (${link})`);
  });
  return [h("div", { class: "asked", role: "list" }, ...rows)];
}

function name(words: Words, kind: "look" | "layout", id: string): string {
  return lookUp(words.table, `${kind}_${id}`, id);
}

function evidence(words: Words, playbook: Playbook): string {
  return playbook.evidenceSlots === 1
    ? words.table.oneSlot
    : fill(words.table.evidenceSlots, { slots: count(playbook.evidenceSlots, words.language) });
}

function power(words: Words, playbook: Playbook): string {
  const { table, language } = words;
  if (!playbook.hypothesis) {
    return table.powerNone;
  }
  return playbook.slotsToSettle >= NEVER
    ? table.powerNever
    : fill(table.powerSlots, {
        slots: count(playbook.slotsToSettle, language), minutes: String(playbook.slotMinutes),
      });
}

function clock(words: Words, ms: number): string {
  return new Intl.DateTimeFormat(words.language === "zh" ? "zh-CN" : "en-GB", {
    hour: "2-digit", minute: "2-digit",
  }).format(ms);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
