/**
 * Shows each picture as soon as it is decoded, without sound: for who must see at once what they
 * do. Media Source Extensions would keep some pictures back so that playing never stops; here a
 * late picture is simply shown late. Needs WebCodecs, which browsers give to pages from this
 * machine and over HTTPS.
 */

import { Delays } from "./delays";
import { pictureTrack, readFragment, type PictureTrack } from "./fragment";
import type { Projector } from "./projector";

/** Pictures that may wait for the decoder; beyond, it goes on at the next key frame. */
const MOST_WAITING = 60;

export class Pictures implements Projector {
  /** From capture to the screen, where the stream says when its pictures were captured. */
  readonly delays = new Delays();
  private readonly screen: CanvasRenderingContext2D | null;
  private decoder: VideoDecoder | undefined;
  private codec = "";
  private track: PictureTrack | undefined;
  private waitsForKey = true;
  private shows = false;
  /** Capture time less time in the stream, milliseconds. */
  private offsetMs: number | undefined;

  constructor(
    readonly element: HTMLCanvasElement,
    private readonly fault: () => void,
  ) {
    this.screen = element.getContext("2d", { alpha: false });
  }

  /** Whether this browser, on this page, can decode for itself. */
  static canWork(): boolean {
    return "VideoDecoder" in window;
  }

  begin(codecs: string): boolean {
    this.release();
    const codec = codecs.split(",").find((it) => it.startsWith("avc1."));
    if (codec === undefined || this.screen === null) {
      return false;
    }
    this.codec = codec;
    this.decoder = new VideoDecoder({
      output: (picture) => { this.show(picture); },
      error: () => { this.fault(); },
    });
    return true;
  }

  take(piece: ArrayBuffer): void {
    const decoder = this.decoder;
    if (decoder?.state === "unconfigured") {
      this.track = pictureTrack(piece);
      if (this.track === undefined) {
        this.fault();
        return;
      }
      const { description } = this.track;
      decoder.configure({ codec: this.codec, description, optimizeForLatency: true });
    } else if (decoder?.state === "configured" && this.track !== undefined) {
      this.decode(decoder, piece, this.track);
    }
  }

  private decode(decoder: VideoDecoder, piece: ArrayBuffer, track: PictureTrack): void {
    const { pictures, capturedMs } = readFragment(piece, track);
    const first = pictures[0];
    if (first !== undefined && capturedMs !== undefined) {
      this.offsetMs = capturedMs - first.timeUs / 1_000;
    }
    this.waitsForKey ||= decoder.decodeQueueSize > MOST_WAITING;
    for (const { key, timeUs, durationUs, data } of pictures) {
      if (this.waitsForKey && !key) {
        continue;
      }
      this.waitsForKey = false;
      const type = key ? "key" : "delta";
      decoder.decode(
        new EncodedVideoChunk({ type, timestamp: timeUs, duration: durationUs, data }));
    }
  }

  private show(picture: VideoFrame): void {
    const { displayWidth, displayHeight, timestamp } = picture;
    if (this.element.width !== displayWidth || this.element.height !== displayHeight) {
      this.element.width = displayWidth;
      this.element.height = displayHeight;
    }
    this.screen?.drawImage(picture, 0, 0);
    picture.close();
    this.shows = true;
    const offsetMs = this.offsetMs;
    if (offsetMs !== undefined) {
      // What was drawn goes to the screen with the frame that the browser makes next.
      requestAnimationFrame(() => {
        this.delays.add(Date.now() - offsetMs - timestamp / 1_000);
      });
    }
  }

  watch(): void {
    // Nothing waits here that a look could help.
  }

  showing(): boolean {
    return this.shows;
  }

  behindS(): number | undefined {
    const ms = this.delays.quantile(0.5);
    return ms === undefined ? undefined : ms / 1_000;
  }

  release(): void {
    if (this.decoder !== undefined && this.decoder.state !== "closed") {
      this.decoder.close();
    }
    this.decoder = undefined;
    this.track = undefined;
    this.waitsForKey = true;
    this.shows = false;
    this.offsetMs = undefined;
    this.delays.clear();
  }
}
