/** Plays the stream with its sound through Media Source Extensions, near the live edge. */

import { behind, dropBefore, jumpTarget, type Stretch } from "./liveedge";
import type { Projector } from "./projector";

/** Bytes that may wait for the decoder; beyond, the connection is made anew at the live edge. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

export class Media implements Projector {
  private source: MediaSource | undefined;
  private buffer: SourceBuffer | undefined;
  private objectUrl: string | undefined;
  private waiting: ArrayBuffer[] = [];
  private waitingBytes = 0;

  constructor(
    readonly element: HTMLVideoElement,
    private readonly fault: () => void,
  ) {
    element.addEventListener("error", () => { this.fault(); });
  }

  begin(codecs: string): boolean {
    const type = `video/mp4; codecs="${codecs}"`;
    if (!("MediaSource" in window) || !MediaSource.isTypeSupported(type)) {
      return false;
    }
    this.release();
    const source = new MediaSource();
    this.source = source;
    this.objectUrl = URL.createObjectURL(source);
    this.element.src = this.objectUrl;
    source.addEventListener("sourceopen", () => {
      if (source !== this.source) {
        return;
      }
      const buffer = source.addSourceBuffer(type);
      buffer.addEventListener("updateend", () => { this.feed(); });
      buffer.addEventListener("error", () => { this.fault(); });
      this.buffer = buffer;
      this.feed();
    });
    return true;
  }

  take(piece: ArrayBuffer): void {
    this.waiting.push(piece);
    this.waitingBytes += piece.byteLength;
    if (this.waitingBytes > MAX_WAITING_BYTES) {
      this.fault();
      return;
    }
    this.feed();
  }

  watch(): void {
    if (this.buffer === undefined) {
      return;
    }
    const media = stretches(this.element.buffered);
    const target = jumpTarget(media, this.element.currentTime);
    if (target !== undefined) {
      this.element.currentTime = target;
    }
    if (media.length > 0 && this.element.paused) {
      // Muted playback needs no gesture; a refusal is tried again with the next look.
      this.element.play().catch(() => undefined);
    }
  }

  showing(): boolean {
    return (
      this.buffer !== undefined && this.element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA
    );
  }

  behindS(): number {
    return behind(stretches(this.element.buffered), this.element.currentTime);
  }

  release(): void {
    this.buffer = undefined;
    this.source = undefined;
    this.waiting = [];
    this.waitingBytes = 0;
    if (this.objectUrl !== undefined) {
      URL.revokeObjectURL(this.objectUrl);
      this.objectUrl = undefined;
      this.element.removeAttribute("src");
      this.element.load();
    }
  }

  private feed(): void {
    const buffer = this.buffer;
    if (buffer === undefined || buffer.updating || this.source?.readyState !== "open") {
      return;
    }
    try {
      const old = dropBefore(stretches(buffer.buffered), this.element.currentTime);
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
      this.fault();
    }
  }
}

function stretches(ranges: TimeRanges): Stretch[] {
  return Array.from({ length: ranges.length }, (_, i) => ({
    start: ranges.start(i),
    end: ranges.end(i),
  }));
}
