/**
 * Plays fragmented MP4 from a WebSocket through Media Source Extensions, near the live edge. Each
 * connection begins anew with its own media source: what was on the screen stays there, dimmed,
 * until the first new fragment comes.
 */

import { behind, dropBefore, jumpTarget, type Stretch } from "./liveedge";

export type PlayerState = "off" | "connecting" | "playing" | "frozen" | "unsupported";

export interface PlayerNews {
  state: PlayerState;
  behindS: number;
}

/** The preview's own close code: nothing is drawn now. */
const NOT_RENDERING = 4404;

/** Fragments come several times a second; without one for this long the picture is frozen. */
const FROZEN_AFTER_MS = 1_500;
const RETRY_FIRST_MS = 400;
const RETRY_LAST_MS = 5_000;
const WATCH_EVERY_MS = 250;

/** Bytes that may wait for the decoder; beyond, the connection is made anew at the live edge. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

export class Player {
  private url: string | undefined;
  private socket: WebSocket | undefined;
  private source: MediaSource | undefined;
  private buffer: SourceBuffer | undefined;
  private objectUrl: string | undefined;
  private waiting: ArrayBuffer[] = [];
  private waitingBytes = 0;
  private state: PlayerState = "off";
  private retryMs = RETRY_FIRST_MS;
  private retryTimer: number | undefined;
  private lastPieceMs = 0;
  private readonly watchTimer: number;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly still: HTMLCanvasElement,
    private readonly tell: (news: PlayerNews) => void,
  ) {
    this.watchTimer = window.setInterval(() => { this.watch(); }, WATCH_EVERY_MS);
    video.addEventListener("error", () => { this.again(); });
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

  /** Shows nothing. */
  stop(): void {
    this.url = undefined;
    this.disconnect();
    this.release();
    this.still.hidden = true;
    this.become("off");
  }

  /** Lets everything go. */
  close(): void {
    this.stop();
    window.clearInterval(this.watchTimer);
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
    this.waiting.push(data);
    this.waitingBytes += data.byteLength;
    if (this.waitingBytes > MAX_WAITING_BYTES) {
      this.again();
      return;
    }
    this.feed();
  }

  private begin(codecs: string): void {
    const type = `video/mp4; codecs="${codecs}"`;
    if (!("MediaSource" in window) || !MediaSource.isTypeSupported(type)) {
      this.become("unsupported");
      this.disconnect();
      return;
    }
    this.keepStill();
    this.release();
    const source = new MediaSource();
    this.source = source;
    this.objectUrl = URL.createObjectURL(source);
    this.video.src = this.objectUrl;
    source.addEventListener("sourceopen", () => {
      if (source !== this.source) {
        return;
      }
      const buffer = source.addSourceBuffer(type);
      buffer.addEventListener("updateend", () => { this.feed(); });
      buffer.addEventListener("error", () => { this.again(); });
      this.buffer = buffer;
      this.feed();
    });
  }

  private release(): void {
    this.buffer = undefined;
    this.source = undefined;
    this.waiting = [];
    this.waitingBytes = 0;
    if (this.objectUrl !== undefined) {
      URL.revokeObjectURL(this.objectUrl);
      this.objectUrl = undefined;
      this.video.removeAttribute("src");
      this.video.load();
    }
  }

  /** Copies the last picture over the video, so that a new connection does not flash black. */
  private keepStill(): void {
    const { videoWidth, videoHeight } = this.video;
    const context = this.still.getContext("2d");
    if (videoWidth === 0 || context === null) {
      return;
    }
    this.still.width = videoWidth;
    this.still.height = videoHeight;
    context.drawImage(this.video, 0, 0);
    this.still.hidden = false;
  }

  private feed(): void {
    const buffer = this.buffer;
    if (buffer === undefined || buffer.updating || this.source?.readyState !== "open") {
      return;
    }
    try {
      const old = dropBefore(stretches(buffer.buffered), this.video.currentTime);
      if (old !== undefined) {
        buffer.remove(0, old);
        return;
      }
      const piece = this.waiting.shift();
      if (piece !== undefined) {
        this.waitingBytes -= piece.byteLength;
        buffer.appendBuffer(piece);
      }
    } catch {
      // A full buffer or a media source that broke: the next connection starts clean.
      this.again();
    }
  }

  private watch(): void {
    if (this.buffer === undefined || this.url === undefined) {
      return;
    }
    const media = stretches(this.video.buffered);
    const target = jumpTarget(media, this.video.currentTime);
    if (target !== undefined) {
      this.video.currentTime = target;
    }
    if (media.length > 0 && this.video.paused) {
      // Muted playback needs no gesture; a refusal is tried again with the next look.
      this.video.play().catch(() => undefined);
    }
    const frozen =
      this.socket === undefined || performance.now() - this.lastPieceMs > FROZEN_AFTER_MS;
    if (frozen && (this.state === "playing" || this.state === "frozen")) {
      this.become("frozen");
    } else if (!frozen && this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
      this.still.hidden = true;
      this.retryMs = RETRY_FIRST_MS;
      this.become("playing");
    }
    this.tell({ state: this.state, behindS: behind(media, this.video.currentTime) });
  }

  private become(state: PlayerState): void {
    this.state = state;
    this.tell({ state, behindS: 0 });
  }
}

function stretches(ranges: TimeRanges): Stretch[] {
  return Array.from({ length: ranges.length }, (_, i) => ({
    start: ranges.start(i),
    end: ranges.end(i),
  }));
}
