import type { Broadcast } from "../api";
import { h, mark, say } from "../dom";
import { Player, type PlayerNews } from "../preview/player";
import { span } from "../format";
import { lookUp } from "../text";
import type { Words } from "./words";

/** The live picture in its frame, whose colour says the state like a tally light. */
export class Screen {
  readonly element = h("section", { class: "screen" });
  private readonly frame = h("div", { class: "frame" });
  private readonly video = h("video", { playsinline: "", muted: "", autoplay: "" });
  private readonly pictures = h("canvas", { class: "pictures", role: "img" });
  private readonly still = h("canvas", { class: "still", "aria-hidden": "true" });
  private readonly veil = h("div", { class: "veil", role: "status" });
  private readonly veilTitle = h("strong");
  private readonly veilHint = h("span");
  private readonly clock = h("span", { class: "chip" });
  private readonly lag = h("span", { class: "chip" });
  private readonly slate = h("span", { class: "chip chip-warn" });
  private readonly sound = h("button", { type: "button", class: "chip chip-button" });
  private readonly player: Player;
  private news: PlayerNews = { state: "off", behindS: undefined, delayMs: undefined };

  constructor() {
    this.video.muted = true;
    this.pictures.hidden = true;
    this.still.hidden = true;
    this.veil.append(this.veilTitle, this.veilHint);
    this.frame.append(
      this.video,
      this.pictures,
      this.still,
      this.veil,
    );
    // Beside the picture, never on it: nothing of ours may hide the label.
    this.element.append(
      this.frame,
      h("div", { class: "under" }, this.clock, this.slate, this.lag, this.sound),
    );
    this.sound.addEventListener("click", () => {
      this.player.listen(this.video.muted);
    });
    this.player = new Player({ video: this.video, pictures: this.pictures, still: this.still }, (news) => {
      this.news = news;
    });
  }

  play(url: string): void {
    this.player.play(url);
  }

  stop(): void {
    this.player.stop();
  }

  draw(words: Words, broadcast: Broadcast | undefined, now: number): void {
    const { table } = words;
    this.element.setAttribute("aria-label", table.picture);
    this.video.setAttribute("aria-label", table.picture);
    this.pictures.setAttribute("aria-label", table.picture);
    this.frame.dataset["state"] = broadcast?.state ?? "NONE";
    this.drawVeil(words, broadcast);
    const on = this.news.state === "playing" || this.news.state === "frozen";
    mark(this.frame, "is-frozen", this.news.state === "frozen");
    this.sound.hidden = !on;
    say(this.sound, this.video.muted ? table.soundOff : table.soundOn);
    this.sound.setAttribute("aria-pressed", this.video.muted ? "false" : "true");
    this.drawLag(words);
    const air = broadcast?.live_time;
    this.clock.hidden = air === undefined;
    if (air !== undefined) {
      const until = broadcast?.end_time === undefined ? now : Date.parse(broadcast.end_time);
      say(this.clock, span(until - Date.parse(air)));
      this.clock.title = table.onAirFor;
    }
    const cause = broadcast?.render_status?.slate_reason ?? "NONE";
    this.slate.hidden = cause === "NONE";
    say(this.slate, lookUp(table, `slate_${cause}`, table.slate_UNSTATED));
  }

  private drawLag({ table }: Words): void {
    const { state, behindS, delayMs } = this.news;
    this.lag.hidden = state !== "playing" || behindS === undefined;
    say(this.lag, `${(behindS ?? 0).toFixed(1)} s ${table.behind}`);
    this.lag.title =
      delayMs === undefined
        ? ""
        : `${table.captureToScreen}: p50 ${delayMs.p50.toFixed(0)} ms, p95 ${delayMs.p95.toFixed(0)} ms`;
  }

  private drawVeil(words: Words, broadcast: Broadcast | undefined): void {
    const { table } = words;
    const state = broadcast?.state;
    let title = "";
    let hint = "";
    if (state === "ENDED") {
      title = table.pictureEnded;
      hint = lookUp(table, `end_${broadcast?.end_reason ?? "asked"}`, "");
    } else if (state === undefined || state === "CREATED") {
      title = table.pictureIdle;
      hint = state === undefined ? "" : table.pictureIdleHint;
    } else if (this.news.state === "unsupported") {
      title = table.pictureUnsupported;
    } else if (this.news.state === "frozen") {
      title = table.pictureFrozen;
      hint = table.reconnecting;
    } else if (this.news.state !== "playing") {
      title = table.pictureConnecting;
    }
    this.veil.hidden = title === "";
    say(this.veilTitle, title);
    say(this.veilHint, hint);
  }
}
