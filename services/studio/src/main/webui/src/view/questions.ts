import { Refusal, type Question } from "../api";
import { h, mark, say } from "../dom";
import type { BroadcastEvents } from "../events";
import { count } from "../format";
import { answered } from "../insights";
import { fill, lookUp } from "../text";
import type { Words } from "./words";

const MOST = 6;
const HIDDEN_MS = 60_000;

/** What viewers ask and nobody answered, the most worth answering first. */
export class QuestionPanel {
  readonly element = h("section", { class: "panel questions" });
  private readonly heading = h("h2");
  private readonly list = h("ol");
  private readonly none = h("p", { class: "hint" });
  private drawn = "";
  /** When it was told: it is hidden until it is open no more, for a minute at the most. */
  private readonly told = new Map<string, number>();

  constructor(private readonly refused: (refusal: Refusal) => void) {
    this.element.append(h("div", { class: "panel-head" }, this.heading), this.list, this.none);
  }

  draw(words: Words, events: BroadcastEvents | undefined, now: number): void {
    const room = events?.room;
    this.element.hidden = room === undefined;
    say(this.heading, words.table.questions);
    say(this.none, words.table.noQuestions);
    mark(this.element, "is-stale", events?.roomAge.isStale(now) === true);
    const open = room?.questions ?? [];
    for (const [key, at] of this.told) {
      if (now - at > HIDDEN_MS || !open.some((it) => keyOf(it) === key)) {
        this.told.delete(key);
      }
    }
    const questions = open.filter((it) => !this.told.has(keyOf(it))).slice(0, MOST);
    this.none.hidden = questions.length > 0;
    this.list.hidden = questions.length === 0;
    const content = JSON.stringify([words.language, questions]);
    if (content !== this.drawn) {
      this.drawn = content;
      this.list.replaceChildren(...questions.map((it) =>
        row(words, it, () => void this.tell(room?.room_id ?? "", it))));
    }
  }

  private async tell(roomId: string, question: Question): Promise<void> {
    try {
      await answered(roomId, question.intent, question.subject, crypto.randomUUID());
      this.told.set(keyOf(question), Date.now());
    } catch (fault) {
      if (!(fault instanceof Refusal)) {
        throw fault;
      }
      this.refused(fault);
    }
  }
}

function keyOf(question: Question): string {
  return `${question.intent} ${question.subject}`;
}

function row(words: Words, question: Question, tell: () => void): HTMLElement {
  const { table, language } = words;
  const about = h(
    "span", { class: "about" },
    h("strong", {}, lookUp(table, `intent_${question.intent}`, question.intent)),
    ...(question.subject === "" ? [] : [h("span", { class: "subject" }, subject(words, question))]),
  );
  const now = question.explained_now
    ? [h("span", { class: "now" }, table.explainedNow)]
    : [];
  const people = fill(table.askedBy, { people: count(question.asker_count, language) });
  const button = h("button", { type: "button", class: "quiet answered" }, table.answered);
  button.addEventListener("click", tell);
  return h("li", {}, about, ...now, h("span", { class: "people" }, people), button);
}

function subject(words: Words, question: Question): string {
  const link = /^link:(.+)$/.exec(question.subject)?.[1];
  return link === undefined
    ? question.subject
    : fill(words.table.subject_link, { number: link });
}
