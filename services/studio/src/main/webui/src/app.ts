/** The page: which broadcast is chosen, in which language, and how fresh everything is. */

import { listBroadcasts, command, previewUrl, Refusal, type Broadcast, type Command } from "./api";
import { BroadcastEvents } from "./events";
import { h, mark, say } from "./dom";
import { lookUp, preferredLanguage, tables, type Language, type TextKey } from "./text";
import { BroadcastList } from "./view/list";
import { Commands } from "./view/commands";
import { DevicePanel } from "./view/devices";
import { PresenterLink } from "./view/link";
import { HealthPanel } from "./view/health";
import { Notice } from "./view/notice";
import { OutlookPanel } from "./view/outlook";
import { CustomerPanel } from "./view/customers";
import { PlaybookPanel } from "./view/playbooks";
import { QuestionPanel } from "./view/questions";
import { RightsPanel } from "./view/rights";
import { RoomPanel } from "./view/room";
import { Screen } from "./view/screen";
import { StagePanel } from "./view/stage";
import type { Words } from "./view/words";

const LIST_EVERY_MS = 3_000;
const REDRAW_EVERY_MS = 500;
const LANGUAGE_KEY = "afterglow.language";
const RENDERING = new Set(["REHEARSING", "LIVE", "SLATE"]);

export class App {
  private language: Language = preferredLanguage(
    window.localStorage.getItem(LANGUAGE_KEY),
    navigator.language,
  );
  private broadcasts: Broadcast[] = [];
  private listed = false;
  private listFailed = false;
  private events: BroadcastEvents | undefined;

  private readonly connection = h("span", { class: "connection", role: "status" });
  private readonly heading = h("h1", { class: "stage-title" });
  private readonly stateBadge = h("span", { class: "tally" });
  private readonly switcher = h("button", { class: "quiet", type: "button" });
  private readonly name = h("span", { class: "brand-part" });
  private readonly list = new BroadcastList((id) => { this.choose(id); });
  private readonly screen = new Screen();
  private readonly commands = new Commands((name) => this.run(name));
  private readonly stagePanel = new StagePanel((it) => { this.notice.show(it, this.words()); });
  private readonly link = new PresenterLink((it) => { this.notice.show(it, this.words()); });
  private readonly devices = new DevicePanel((it) => { this.notice.show(it, this.words()); });
  private readonly rights = new RightsPanel((it) => { this.notice.show(it, this.words()); });
  private readonly health = new HealthPanel();
  private readonly room = new RoomPanel();
  private readonly questions = new QuestionPanel((it) => { this.notice.show(it, this.words()); });
  private readonly outlook = new OutlookPanel();
  private readonly customers = new CustomerPanel();
  private readonly playbooks = new PlaybookPanel((it) => { this.notice.show(it, this.words()); });
  private readonly notice = new Notice();

  constructor(private readonly root: HTMLElement) {}

  start(): void {
    this.root.append(
      h(
        "header",
        { class: "top" },
        h(
          "div",
          { class: "brand" },
          h("img", { src: "/favicon.svg", alt: "", width: "28", height: "28" }),
          h("span", { class: "brand-name" }, "Afterglow"),
          this.name,
        ),
        this.connection,
        this.switcher,
      ),
      h(
        "div",
        { class: "board" },
        this.list.element,
        h(
          "main",
          { class: "stage" },
          h("div", { class: "stage-head" }, this.stateBadge, this.heading),
          this.notice.element,
          this.screen.element,
          this.commands.element,
          this.stagePanel.element,
          this.link.element,
          this.rights.element,
        ),
        h(
          "div",
          { class: "side" },
          this.health.element,
          this.questions.element,
          this.room.element,
          this.playbooks.element,
          this.outlook.element,
          this.customers.element,
        ),
        this.devices.element,
      ),
    );
    this.switcher.addEventListener("click", () => { this.switchLanguage(); });
    window.addEventListener("hashchange", () => { this.follow(chosenInHash()); });
    window.setInterval(() => { this.draw(); }, REDRAW_EVERY_MS);
    window.setInterval(() => void this.reload(), LIST_EVERY_MS);
    this.follow(chosenInHash());
    this.applyLanguage();
    void this.reload();
  }

  private words(): Words {
    return { table: tables[this.language], language: this.language };
  }

  private async reload(): Promise<void> {
    try {
      this.broadcasts = await listBroadcasts();
      this.listed = true;
      this.listFailed = false;
      if (this.events === undefined) {
        const first = this.broadcasts.find((it) => it.state !== "ENDED") ?? this.broadcasts[0];
        this.follow(first?.broadcast_id);
      }
    } catch {
      this.listFailed = true;
    }
    this.draw();
  }

  private choose(id: string): void {
    window.location.hash = `#/b/${id}`;
  }

  private follow(id: string | undefined): void {
    if (id === this.events?.id) {
      return;
    }
    this.events?.close();
    this.screen.stop();
    this.health.clear();
    this.events = id === undefined ? undefined : new BroadcastEvents(id, () => { this.draw(); });
    this.draw();
  }

  private async run(name: Command): Promise<void> {
    const events = this.events;
    if (events === undefined) {
      return;
    }
    this.notice.clear();
    try {
      events.accept(await command(events.id, name));
      void this.reload();
    } catch (fault) {
      if (!(fault instanceof Refusal)) {
        throw fault;
      }
      this.notice.show(fault, this.words());
    }
  }

  private switchLanguage(): void {
    this.language = this.language === "en" ? "zh" : "en";
    window.localStorage.setItem(LANGUAGE_KEY, this.language);
    this.applyLanguage();
    this.draw();
  }

  private applyLanguage(): void {
    const { table } = this.words();
    document.documentElement.lang = this.language === "zh" ? "zh-CN" : "en";
    document.title = `Afterglow · ${table.title}`;
    say(this.name, table.title);
    say(this.switcher, table.language);
    this.switcher.setAttribute("aria-label", table.languageName);
    this.notice.relabel(this.words());
  }

  private draw(): void {
    const words = this.words();
    const now = Date.now();
    const events = this.events;
    const broadcast = events?.broadcast;
    this.drawConnection(now);
    this.list.draw(words, this.broadcasts, events?.id, this.listed, this.listFailed);
    this.drawHead(words, broadcast);
    this.screen.draw(words, broadcast, now);
    this.commands.draw(words, broadcast);
    this.stagePanel.draw(words, broadcast, now);
    this.link.draw(words, broadcast);
    this.devices.draw(words, broadcast, performance.now());
    this.rights.draw(words, broadcast, now);
    this.health.draw(words, events, now);
    this.room.draw(words, events, now);
    this.questions.draw(words, events, now);
    this.playbooks.draw(words, broadcast, events?.room, now);
    this.outlook.draw(words, broadcast, events?.room, now);
    this.customers.draw(words, broadcast, events?.room, now);
    const renders = broadcast !== undefined && RENDERING.has(broadcast.state);
    if (renders) {
      this.screen.play(previewUrl(broadcast.broadcast_id, window.location));
    } else {
      this.screen.stop();
    }
  }

  private drawConnection(now: number): void {
    const { table } = this.words();
    const lost = this.listFailed || this.events?.beat.isStale(now) === true;
    say(this.connection, lost ? `${table.disconnected} · ${table.reconnecting}` : table.connected);
    mark(this.connection, "is-lost", lost);
  }

  private drawHead(words: Words, broadcast: Broadcast | undefined): void {
    const key: TextKey = this.listed && this.broadcasts.length === 0 ? "noBroadcasts" : "noneChosen";
    say(this.heading, broadcast === undefined ? words.table[key] : broadcast.title);
    mark(this.heading, "is-hint", broadcast === undefined);
    this.stateBadge.hidden = broadcast === undefined;
    if (broadcast !== undefined) {
      say(this.stateBadge, lookUp(words.table, `state_${broadcast.state}`, broadcast.state));
      this.stateBadge.dataset["state"] = broadcast.state;
    }
  }
}

function chosenInHash(): string | undefined {
  return /^#\/b\/([0-9a-f-]{36})$/.exec(window.location.hash)?.[1];
}
