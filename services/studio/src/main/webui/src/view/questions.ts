import type { Question } from "../api";
import { h, mark, say } from "../dom";
import type { BroadcastEvents } from "../events";
import { count } from "../format";
import { fill, lookUp } from "../text";
import type { Words } from "./words";

const MOST = 6;

/** What viewers ask and nobody answered, the most worth answering first. */
export class QuestionPanel {
  readonly element = h("section", { class: "panel questions" });
  private readonly heading = h("h2");
  private readonly list = h("ol");
  private readonly none = h("p", { class: "hint" });
  private drawn = "";

  constructor() {
    this.element.append(h("div", { class: "panel-head" }, this.heading), this.list, this.none);
  }

  draw(words: Words, events: BroadcastEvents | undefined, now: number): void {
    const room = events?.room;
    this.element.hidden = room === undefined;
    say(this.heading, words.table.questions);
    say(this.none, words.table.noQuestions);
    mark(this.element, "is-stale", events?.roomAge.isStale(now) === true);
    const questions = room?.questions.slice(0, MOST) ?? [];
    this.none.hidden = questions.length > 0;
    this.list.hidden = questions.length === 0;
    const content = JSON.stringify([words.language, questions]);
    if (content !== this.drawn) {
      this.drawn = content;
      this.list.replaceChildren(...questions.map((it) => row(words, it)));
    }
  }
}

function row(words: Words, question: Question): HTMLElement {
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
  return h("li", {}, about, ...now, h("span", { class: "people" }, people));
}

function subject(words: Words, question: Question): string {
  const link = /^link:(.+)$/.exec(question.subject)?.[1];
  return link === undefined
    ? question.subject
    : fill(words.table.subject_link, { number: link });
}
