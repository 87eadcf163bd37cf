import { badges, driverNotes } from "../badges";
import { h, mark, say } from "../dom";
import type { BroadcastEvents } from "../events";
import { age, count, milliseconds, NONE, signedMilliseconds } from "../format";
import { Sparkline } from "../sparkline";
import type { TextKey } from "../text";
import type { Words } from "./words";

type Metric = "fps" | "dropped" | "latency50" | "latency95" | "skew" | "leaseAge";

const METRICS: readonly Metric[] = ["fps", "dropped", "latency50", "latency95", "skew", "leaseAge"];
const WITH_LINE = new Set<Metric>(["fps", "latency50", "latency95", "skew"]);

interface Tile {
  element: HTMLElement;
  name: HTMLElement;
  value: HTMLElement;
  line: Sparkline | undefined;
}

/** The state of the stream: badges, figures and where it goes. */
export class HealthPanel {
  readonly element = h("section", { class: "panel health" });
  private readonly heading = h("h2");
  private readonly stale = h("span", { class: "stale-note", role: "status" });
  private readonly badgeRow = h("ul", { class: "badges" });
  private readonly tiles = new Map<Metric, Tile>();
  private readonly grid = h("dl", { class: "tiles" });
  private readonly driver = h("p", { class: "facts", "data-part": "driver" });
  private readonly facts = h("p", { class: "facts" });
  private lastMediaTime = -1;

  constructor() {
    for (const metric of METRICS) {
      const line = WITH_LINE.has(metric) ? new Sparkline() : undefined;
      const name = h("dt");
      const value = h("dd");
      const element = h("div", { class: "tile", "data-metric": metric }, name, value);
      if (line !== undefined) {
        element.append(line.element);
      }
      this.grid.append(element);
      this.tiles.set(metric, { element, name, value, line });
    }
    this.element.append(
      h("div", { class: "panel-head" }, this.heading, this.stale),
      this.badgeRow,
      this.driver,
      this.grid,
      this.facts,
    );
  }

  /** Forgets the lines of the broadcast before. */
  clear(): void {
    this.lastMediaTime = -1;
    this.tiles.forEach((tile) => tile.line?.clear());
  }

  draw(words: Words, events: BroadcastEvents | undefined, now: number): void {
    const { table } = words;
    say(this.heading, table.health);
    const broadcast = events?.broadcast;
    const rendering =
      broadcast !== undefined && broadcast.state !== "CREATED" && broadcast.state !== "ENDED";
    const status = broadcast !== undefined && broadcast.state !== "CREATED" ? events?.status : undefined;
    const stale = rendering && events?.statusAge.isStale(now) === true;
    mark(this.element, "is-stale", stale);
    this.stale.hidden = !stale;
    say(this.stale, stale ? `${table.staleFor} ${age(events.statusAge.silentForMs(now))}` : "");
    this.drawBadges(words, broadcast === undefined ? [] : badges(broadcast.state, status), stale);
    const values: Record<Metric, string> =
      status === undefined
        ? { fps: NONE, dropped: NONE, latency50: NONE, latency95: NONE, skew: NONE, leaseAge: NONE }
        : {
            fps: status.fps.toFixed(1),
            dropped: count(status.dropped_frames, words.language),
            latency50: milliseconds(status.capture_to_encoded_ms.p50),
            latency95: milliseconds(status.capture_to_encoded_ms.p95),
            skew: signedMilliseconds(status.av_skew_ms.p50),
            leaseAge: status.lease_age_ms < 0 ? NONE : age(status.lease_age_ms),
          };
    for (const [metric, tile] of this.tiles) {
      say(tile.name, table[metric]);
      say(tile.value, values[metric]);
    }
    if (status !== undefined && status.media_time_us !== this.lastMediaTime) {
      this.lastMediaTime = status.media_time_us;
      this.tiles.get("fps")?.line?.add(status.fps);
      this.tiles.get("latency50")?.line?.add(status.capture_to_encoded_ms.p50);
      this.tiles.get("latency95")?.line?.add(status.capture_to_encoded_ms.p95);
      this.tiles.get("skew")?.line?.add(Math.abs(status.av_skew_ms.p50));
    }
    const notes = driverNotes(status).map((it) => table[it]);
    this.driver.hidden = notes.length === 0;
    say(this.driver, notes.length === 0 ? "" : `${table.driverWhy} ${notes.join(" · ")}`);
    say(this.facts, this.factsLine(words, events));
  }

  private drawBadges(words: Words, list: ReturnType<typeof badges>, stale: boolean): void {
    const { table } = words;
    if (this.badgeRow.children.length !== list.length) {
      this.badgeRow.replaceChildren(
        ...list.map(() => h("li", { class: "badge" }, h("span"), h("strong"))),
      );
    }
    list.forEach((badge, i) => {
      const element = this.badgeRow.children[i];
      const [name, value] = element?.children ?? [];
      if (element !== undefined && name !== undefined && value !== undefined) {
        element.setAttribute("data-tone", stale ? "idle" : badge.tone);
        say(name, table[badge.name]);
        say(value, stale ? `${table[badge.value]} (${table.stale})` : table[badge.value]);
      }
    });
  }

  private factsLine(words: Words, events: BroadcastEvents | undefined): string {
    const { table } = words;
    const broadcast = events?.broadcast;
    if (broadcast === undefined || broadcast.output.width === 0) {
      return "";
    }
    const { width, height, frame_rate: rate } = broadcast.output;
    const fact = (key: TextKey, value: string) => `${table[key]} ${value}`;
    const quality = events?.status?.quality;
    const targets = events?.status?.destinations.map((it) => `${it.name} ${it.state}`) ?? [];
    return [
      fact("format", `${width}×${height} @ ${rate}`),
      ...(quality !== undefined && quality.level > 0
        ? [fact("drawnLessFinely", `${quality.level}/${quality.levels - 1}`)]
        : []),
      fact("worker", broadcast.worker_id ?? NONE),
      targets.length > 0 ? fact("destinations", targets.join(", ")) : table.noDestinations,
    ].join("  ·  ");
  }
}
