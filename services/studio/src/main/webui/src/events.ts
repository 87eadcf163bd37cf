/** The events of one broadcast, and how fresh each part of them is. */

import { eventsUrl, type Broadcast, type Room } from "./api";
import { BEAT_LOST_MS, Freshness, ROOM_STALE_MS, STATUS_STALE_MS } from "./freshness";

const AGAIN_MS = 2_000;

export class BroadcastEvents {
  broadcast: Broadcast | undefined;
  /** The last render figures heard, which may be stale. */
  status: Broadcast["render_status"];
  room: Room | undefined;
  readonly beat = new Freshness(BEAT_LOST_MS);
  readonly statusAge = new Freshness(STATUS_STALE_MS);
  readonly roomAge = new Freshness(ROOM_STALE_MS);

  private source: EventSource | undefined;
  private timer: number | undefined;

  constructor(
    readonly id: string,
    private readonly changed: () => void,
  ) {
    this.open();
  }

  close(): void {
    window.clearTimeout(this.timer);
    this.source?.close();
  }

  /** A command answered with the broadcast as it is: no need to wait for the event. */
  accept(broadcast: Broadcast): void {
    if (this.broadcast === undefined || broadcast.revision >= this.broadcast.revision) {
      this.broadcast = broadcast;
      if (broadcast.render_status !== undefined) {
        this.status = broadcast.render_status;
        this.statusAge.heard(Date.now());
      }
      this.changed();
    }
  }

  private open(): void {
    const source = new EventSource(eventsUrl(this.id));
    this.source = source;
    this.on(source, "broadcast", (data) => { this.accept(data as Broadcast); });
    this.on(source, "room", (data) => {
      this.room = data as Room;
      this.roomAge.heard(Date.now());
    });
    this.on(source, "room_away", () => { this.roomAge.revoke(); });
    this.on(source, "beat", () => undefined);
    source.onerror = () => {
      this.beat.revoke();
      this.statusAge.revoke();
      this.roomAge.revoke();
      this.changed();
      if (source.readyState === EventSource.CLOSED) {
        window.clearTimeout(this.timer);
        this.timer = window.setTimeout(() => { this.open(); }, AGAIN_MS);
      }
    };
  }

  private on(source: EventSource, name: string, take: (data: unknown) => void): void {
    source.addEventListener(name, (event: MessageEvent<string>) => {
      this.beat.heard(Date.now());
      take(JSON.parse(event.data));
      this.changed();
    });
  }
}
