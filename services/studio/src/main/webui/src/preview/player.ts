/**
 * The live picture from a WebSocket: silent, each picture as soon as it is decoded; with sound,
 * through the browser's media player, which is later. Each connection begins anew; what was on the
 * screen stays there, dimmed, until the first new picture comes.
 */

import { Media } from "./media";
import { Pictures } from "./pictures";
import type { Projector } from "./projector";

export type PlayerState = "off" | "connecting" | "playing" | "frozen" | "unsupported";

export interface PlayerNews {
  state: PlayerState;
  /** How far behind what is seen is; undefined where nothing says it. */
  behindS: number | undefined;
  /** From capture to the screen, milliseconds, where it is known: median and 95th percentile. */
  delayMs: { p50: number; p95: number } | undefined;
}

/** Where the picture shows; the still covers a change of connection. */
export interface Screens {
  video: HTMLVideoElement;
  pictures: HTMLCanvasElement;
  still: HTMLCanvasElement;
}

/** The preview's own close code: nothing is drawn now. */
const NOT_RENDERING = 4404;

/** Fragments come several times a second; without one for this long the picture is frozen. */
const FROZEN_AFTER_MS = 1_500;
const RETRY_FIRST_MS = 400;
const RETRY_LAST_MS = 5_000;
const WATCH_EVERY_MS = 250;

export class Player {
  private readonly media: Media;
  private readonly pictures: Pictures;
  private atOnce = Pictures.canWork();
  private audible = false;
  private running: Projector | undefined;
  private url: string | undefined;
  private socket: WebSocket | undefined;
  private state: PlayerState = "off";
  private retryMs = RETRY_FIRST_MS;
  private retryTimer: number | undefined;
  private lastPieceMs = 0;
  private readonly watchTimer: number;

  constructor(
    private readonly screens: Screens,
    private readonly tell: (news: PlayerNews) => void,
  ) {
    this.media = new Media(screens.video, () => { this.again(); });
    this.pictures = new Pictures(screens.pictures, () => {
      // A decoder that fails once fails again: from now on the media player shows it.
      this.atOnce = false;
      this.again();
    });
    this.watchTimer = window.setInterval(() => { this.watch(); }, WATCH_EVERY_MS);
  }

  /** Plays from an address, until told otherwise. The same address changes nothing. */
  play(url: string): void {
    if (url === this.url) {
      return;
    }
    this.stop();
    this.url = url;
    this.connect();
  }

  /** With sound, and later; or silent, and at once. */
  listen(audible: boolean): void {
    this.screens.video.muted = !audible;
    if (audible === this.audible) {
      return;
    }
    this.audible = audible;
    if (this.url !== undefined && this.chosen() !== this.running) {
      this.disconnect();
      this.connect();
    }
  }

  /** Shows nothing. */
  stop(): void {
    this.url = undefined;
    this.disconnect();
    this.running?.release();
    this.running = undefined;
    this.screens.still.hidden = true;
    this.become("off");
  }

  /** Lets everything go. */
  close(): void {
    this.stop();
    window.clearInterval(this.watchTimer);
  }

  private chosen(): Projector {
    return this.atOnce && !this.audible ? this.pictures : this.media;
  }

  private connect(): void {
    if (this.url === undefined) {
      return;
    }
    if (this.state !== "frozen") {
      this.become("connecting");
    }
    const socket = new WebSocket(this.url);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
      if (socket === this.socket) {
        this.take(event.data);
      }
    };
    socket.onclose = (event) => {
      if (socket === this.socket) {
        this.socket = undefined;
        this.later(event.code === NOT_RENDERING ? RETRY_LAST_MS / 5 : this.retryMs);
      }
    };
  }

  private disconnect(): void {
    window.clearTimeout(this.retryTimer);
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
  }

  private later(ms: number): void {
    window.clearTimeout(this.retryTimer);
    this.retryTimer = window.setTimeout(() => { this.connect(); }, ms);
    this.retryMs = Math.min(this.retryMs * 2, RETRY_LAST_MS);
  }

  /** Connects anew after a fault. */
  private again(): void {
    if (this.url !== undefined && this.socket !== undefined) {
      this.disconnect();
      this.later(this.retryMs);
    }
  }

  private take(data: string | ArrayBuffer): void {
    if (typeof data === "string") {
      this.begin((JSON.parse(data) as { codecs: string }).codecs);
      return;
    }
    this.lastPieceMs = performance.now();
    this.running?.take(data);
  }

  private begin(codecs: string): void {
    const next = this.chosen();
    this.keepStill();
    this.running?.release();
    this.running = next;
    this.screens.video.hidden = next !== this.media;
    this.screens.pictures.hidden = next !== this.pictures;
    if (!next.begin(codecs)) {
      this.become("unsupported");
      this.disconnect();
    }
  }

  /** Copies the last picture over all, so that a new connection does not flash black. */
  private keepStill(): void {
    const { video, pictures, still } = this.screens;
    const silent = this.running === this.pictures;
    const width = silent ? pictures.width : video.videoWidth;
    const height = silent ? pictures.height : video.videoHeight;
    const context = still.getContext("2d");
    if (width === 0 || context === null || this.running?.showing() !== true) {
      return;
    }
    still.width = width;
    still.height = height;
    context.drawImage(silent ? pictures : video, 0, 0);
    still.hidden = false;
  }

  private watch(): void {
    const running = this.running;
    if (running === undefined || this.url === undefined) {
      return;
    }
    running.watch();
    const frozen =
      this.socket === undefined || performance.now() - this.lastPieceMs > FROZEN_AFTER_MS;
    if (frozen && (this.state === "playing" || this.state === "frozen")) {
      this.become("frozen");
    } else if (!frozen && running.showing()) {
      this.screens.still.hidden = true;
      this.retryMs = RETRY_FIRST_MS;
      this.become("playing");
    }
    this.tell({ state: this.state, behindS: running.behindS(), delayMs: this.delayMs() });
  }

  private delayMs(): PlayerNews["delayMs"] {
    const [p50, p95] = [0.5, 0.95].map((it) => this.pictures.delays.quantile(it));
    return p50 === undefined || p95 === undefined ? undefined : { p50, p95 };
  }

  private become(state: PlayerState): void {
    this.state = state;
    this.tell({ state, behindS: undefined, delayMs: undefined });
  }
}
