import { Refusal, type Broadcast } from "../api";
import { h, say } from "../dom";
import { look, person, seen, type PersonStanding, type Presence } from "../rights";
import { fill, lookUp } from "../text";
import { clock, day } from "./when";
import type { Words } from "./words";

const ASK_EVERY_MS = 2_000;
const READ_EVERY_MS = 15_000;
const KEPT = "afterglow.presence.";

/** Whether the presenter is verified, and whether it is them now. */
export class PresenceBox {
  readonly element = h("div", { class: "presence" });
  private readonly standing = h("p", { class: "person dot" });
  private readonly heading = h("h3");
  private readonly state = h("p", { class: "presence-state dot", role: "status" });
  private readonly hint = h("p", { class: "hint" });
  private readonly goOn = h("a", { target: "_blank", rel: "noopener noreferrer" });
  private readonly ask = h("button", { type: "button", class: "quiet" });

  private subject: string | undefined;
  private person: PersonStanding | undefined;
  private presence: Presence | undefined;
  private working = false;
  private nextReadMs = 0;
  private nextAskMs = 0;
  private redraw = () => { /* nothing was drawn yet */ };

  constructor(private readonly refused: (refusal: Refusal) => void) {
    this.element.append(
      this.standing,
      this.heading,
      h("div", { class: "presence-line" }, this.state, this.ask),
      this.goOn,
      this.hint,
    );
    this.ask.addEventListener("click", () => void this.begin());
  }

  draw(words: Words, broadcast: Broadcast | undefined, now: number): void {
    const { table } = words;
    this.redraw = () => { this.draw(words, broadcast, Date.now()); };
    const subject = broadcast?.use.driver_subject_id;
    if (subject !== this.subject) {
      this.subject = subject;
      this.person = undefined;
      this.presence = undefined;
      this.nextReadMs = 0;
      this.nextAskMs = 0;
    }
    this.element.hidden = subject === undefined;
    if (subject === undefined) {
      return;
    }
    const tick = performance.now();
    if (tick >= this.nextReadMs) {
      void this.read(subject);
    }
    const id = this.presence?.presence_id ?? window.sessionStorage.getItem(KEPT + subject);
    const open = this.presence === undefined || this.presence.state === "ASKED";
    if (id !== null && open && tick >= this.nextAskMs) {
      void this.asked(subject, id);
    }
    this.drawPerson(words);
    say(this.heading, table.presence);
    this.drawPresence(words, now);
  }

  private drawPerson(words: Words): void {
    const { table } = words;
    const it = this.person;
    this.standing.hidden = it === undefined;
    if (it !== undefined) {
      this.standing.dataset["state"] = it.state;
      const facts = [
        lookUp(table, `person_${it.state}`, it.state),
        ...(it.state === "VERIFIED" && it.reverify_time !== undefined
          ? [fill(table.verifiedUntil, { day: day(it.reverify_time, words) })]
          : []),
        ...(it.assurance === "SIMULATED" ? [table.assurance_SIMULATED] : []),
      ];
      say(this.standing, facts.join(" · "));
    }
  }

  private drawPresence(words: Words, now: number): void {
    const { table } = words;
    const it = this.presence;
    const over = it?.expire_time !== undefined && now >= Date.parse(it.expire_time);
    const state = it === undefined ? "NONE" : it.state === "PROVEN" && over ? "OVER" : it.state;
    this.state.dataset["state"] = state;
    const more =
      state === "PROVEN" && it?.expire_time !== undefined
        ? [fill(table.presenceUntil, { time: clock(it.expire_time, words) })]
        : state === "REFUSED" && it !== undefined && it.refusal !== ""
          ? [lookUp(table, `refusal_${it.refusal}`, it.refusal)]
          : [];
    say(this.state, [lookUp(table, `presence_${state}`, state), ...more].join(" · "));
    say(this.hint, table.presenceHint);
    this.hint.hidden = state === "PROVEN";
    this.goOn.hidden = state !== "ASKED" || !/^https?:/.test(it?.continue_url ?? "");
    this.goOn.href = this.goOn.hidden ? "" : it?.continue_url ?? "";
    say(this.goOn, table.presenceGoOn);
    this.ask.hidden = state === "ASKED" || this.person?.state !== "VERIFIED";
    this.ask.setAttribute("aria-disabled", this.working ? "true" : "false");
    say(
      this.ask,
      this.working ? table.working : it === undefined ? table.presenceBegin : table.presenceAgain,
    );
  }

  private async read(subject: string): Promise<void> {
    this.nextReadMs = performance.now() + READ_EVERY_MS;
    const it = await quietly(person(subject));
    if (it !== undefined && subject === this.subject) {
      this.person = it;
    }
  }

  /** What an earlier look came to: also one that was begun before this page was loaded anew. */
  private async asked(subject: string, id: string): Promise<void> {
    this.nextAskMs = performance.now() + ASK_EVERY_MS;
    const it = await quietly(seen(id));
    if (it !== undefined && subject === this.subject) {
      // The address is told at the beginning, and again only while the provider waits.
      const before = this.presence?.continue_url ?? "";
      this.presence = { ...it, continue_url: it.continue_url === "" ? before : it.continue_url };
      this.redraw();
    }
  }

  private async begin(): Promise<void> {
    const subject = this.subject;
    if (subject === undefined || this.working) {
      return;
    }
    this.working = true;
    this.redraw();
    try {
      const it = await look(subject);
      window.sessionStorage.setItem(KEPT + subject, it.presence_id);
      if (subject === this.subject) {
        this.presence = it;
        this.nextAskMs = 0;
      }
    } catch (fault) {
      if (!(fault instanceof Refusal)) {
        throw fault;
      }
      this.refused(fault);
    } finally {
      this.working = false;
      this.redraw();
    }
  }
}

/** What is read again soon: a refusal of it says nothing new. */
async function quietly<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (fault) {
    if (!(fault instanceof Refusal)) {
      throw fault;
    }
    return undefined;
  }
}
