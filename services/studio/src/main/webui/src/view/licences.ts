import { Refusal, type Broadcast } from "../api";
import { h, say } from "../dom";
import {
  chainOf, placed, standing, type Chain, type Licence, type Placed, type Scope,
} from "../rights";
import { fill, lookUp } from "../text";
import { day } from "./when";
import type { Words } from "./words";

/** Licences over a figure: each with its end, its scope and where its right comes from. */
export class LicenceList {
  readonly element = h("div", { class: "licences" });
  private readonly heading = h("h3");
  private readonly empty = h("p", { class: "hint" });
  private readonly items = h("ul");
  private readonly chains = new Map<string, Chain>();
  private readonly open = new Set<string>();
  private drawn = "";
  private redraw = () => { /* nothing was drawn yet */ };

  constructor() {
    this.element.append(this.heading, this.empty, this.items);
  }

  draw(
    words: Words, broadcast: Broadcast | undefined, licences: readonly Licence[] | undefined,
    now: number,
  ): void {
    const { table } = words;
    this.redraw = () => { this.draw(words, broadcast, licences, Date.now()); };
    this.element.hidden = licences === undefined;
    say(this.heading, table.licences);
    say(this.empty, table.noLicences);
    this.empty.hidden = licences === undefined || licences.length > 0;
    const rows = placed(licences ?? []);
    const key = JSON.stringify([
      words.language, broadcast?.use, [...this.chains.keys()],
      rows.map(({ licence, depth }) => [licence, depth, standing(licence, now)]),
    ]);
    if (key !== this.drawn) {
      this.drawn = key;
      this.items.replaceChildren(...rows.map((it) => this.item(it, words, broadcast, now)));
    }
  }

  private item(
    { licence, depth }: Placed, words: Words, broadcast: Broadcast | undefined, now: number,
  ): HTMLLIElement {
    const { table } = words;
    const state = standing(licence, now);
    const work = lookUp(table, `work_${licence.work}`, licence.work);
    const title = h("span", { class: "licence-title" }, depth > 0 ? `${table.sublicence} · ${work}` : work);
    const mark = h("span", { class: "dot licence-state" }, lookUp(table, `licence_${state}`, state));
    mark.dataset["state"] = state;
    const used = licence.licence_id === broadcast?.use.licence_id;
    const summary = h(
      "summary", {}, title, ...(used ? [h("span", { class: "tag" }, table.licenceUsed)] : []),
      mark, h("span", { class: "licence-end" }, until(licence, state, words)),
    );
    const details = h(
      "details", {}, summary, terms(licence, words),
      h("h4", {}, table.titleChain),
      chain(this.chains.get(licence.licence_id), words, broadcast?.use.driver_subject_id),
    );
    details.open = this.open.has(licence.licence_id);
    details.addEventListener("toggle", () => { this.toggled(licence.licence_id, details.open); });
    const item = h("li", { class: "licence" }, details);
    item.dataset["depth"] = String(Math.min(depth, 4));
    return item;
  }

  private toggled(id: string, open: boolean): void {
    if (!open) {
      this.open.delete(id);
      return;
    }
    this.open.add(id);
    if (!this.chains.has(id)) {
      void this.read(id);
    }
  }

  private async read(id: string): Promise<void> {
    try {
      this.chains.set(id, await chainOf(id));
      this.redraw();
    } catch (fault) {
      if (!(fault instanceof Refusal)) {
        throw fault;
      }
      // Opened again, it is read again.
      this.open.delete(id);
    }
  }
}

function until(licence: Licence, state: ReturnType<typeof standing>, words: Words): string {
  const { table } = words;
  if (state === "REVOKED") {
    const ended = licence.revoke_time ?? licence.scope.end_time;
    return fill(table.licenceEnded, { day: day(ended, words) });
  }
  if (state === "ENDING" && licence.notice_end_time !== undefined) {
    return fill(table.licenceNotice, { day: day(licence.notice_end_time, words) });
  }
  return state === "EARLY"
    ? fill(table.licenceFrom, { day: day(licence.scope.start_time, words) })
    : fill(table.licenceUntil, { day: day(licence.scope.end_time, words) });
}

function terms(licence: Licence, words: Words): HTMLElement {
  const { table } = words;
  const scope = licence.scope;
  const said = (kind: string, values: readonly string[]) =>
    values.map((it) => lookUp(table, `${kind}_${it}`, it)).join(words.language === "zh" ? "、" : ", ");
  const any = (values: readonly string[]) =>
    values.includes("*") ? table.scopeAny : values.join(words.language === "zh" ? "、" : ", ");
  const rows: [string, string][] = [
    [table.licenceId, short(licence.licence_id)],
    [
      table.scopeDrivers,
      fill(lookUp(table, `drivers_${scope.drivers}`, scope.drivers), {
        count: String(scope.driver_subject_ids.length),
      }),
    ],
    [table.scopeUses, said("use", scope.uses)],
    [table.scopeMotion, said("motion", scope.motions)],
    [table.scopeVoice, said("voice", scope.voices)],
    [table.scopePlatforms, any(scope.platforms.map((it) => it.replace(/\/\*$/, "")))],
    [table.scopeTerritories, any(scope.territories)],
    [table.scopeCategories, categories(scope, words, any)],
    [table.scopeRooms, rooms(scope, words)],
    [table.scopeSublicence, scope.sublicensable ? table.sublicenceYes : table.sublicenceNo],
    ...(scope.credit === "" ? [] : [[table.scopeCredit, scope.credit] as [string, string]]),
  ];
  return h("dl", {}, ...rows.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

function categories(
  scope: Scope, { table }: Words, any: (values: readonly string[]) => string,
): string {
  const allowed = any(scope.categories_allowed);
  return scope.categories_denied.length === 0
    ? allowed
    : `${allowed} · ${fill(table.scopeNot, { list: any(scope.categories_denied) })}`;
}

function rooms(scope: Scope, { table }: Words): string {
  const one = scope.max_concurrent_rooms === 1;
  const free = scope.max_hours_per_day === 0;
  return fill(
    one ? (free ? table.roomFree : table.roomHours) : free ? table.roomsFree : table.roomsHours,
    { rooms: String(scope.max_concurrent_rooms), hours: String(scope.max_hours_per_day) },
  );
}

/** From where the right comes down to the licence. */
function chain(it: Chain | undefined, words: Words, presenter: string | undefined): HTMLElement {
  const { table } = words;
  if (it === undefined) {
    return h("p", { class: "hint" }, table.titleReading);
  }
  const who = (id: string) =>
    id === presenter ? table.thePresenter : fill(table.somebody, { id: short(id) });
  const links = [
    fill(table.titleOrigin, { person: who(it.origin_subject_id) }),
    ...[...it.transfers].reverse().map((transfer) =>
      fill(table.titleTransfer, {
        person: who(transfer.to_subject_id), day: day(transfer.time, words),
      })),
    ...(it.holder_subject_id === it.origin_subject_id
      ? []
      : [fill(table.titleHeld, { person: who(it.holder_subject_id) })]),
    ...[...it.licence_ids].reverse().map((id) => fill(table.titleAbove, { licence: short(id) })),
  ];
  return h("ol", { class: "chain" }, ...links.map((link) => h("li", {}, link)));
}

/** The end of an id: ids begin with the time, which many share. */
function short(id: string): string {
  return `…${id.slice(-6)}`;
}
