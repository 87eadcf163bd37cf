/**
 * The camera's frames through the tracking worker, one at a time: a frame that comes while the
 * worker is busy is left out, so that what is tracked is always the newest.
 */

import type { BodySeen } from "./body/seen";
import type { Face, FromTracker, ToTracker, TrackerName } from "./tracking";
import type { Shape } from "./shapes";

/** The tracker sees no more than this: faces fill the picture, and half the pixels cost half. */
const TRACKED_WIDTH = 480;

export interface Tracked {
  deviceTimeUs: number;
  face: Face | undefined;
  faces: number;
}

export interface TrackerEvents {
  ready: (tracker: TrackerName, shapes: readonly Shape[]) => void;
  failed: (message: string) => void;
  tracked: (tracked: Tracked) => void;
  body: (seen: BodySeen) => void;
  bodyFailed: () => void;
}

type FrameFacts = { captureTime?: number };

/** The worker and the video that it watches. */
export class FaceCamera {
  private readonly worker: Worker;
  private ready = false;
  private busy = false;
  private handle: number | undefined;
  private lastMs = -1;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly events: TrackerEvents,
    faceModel: string | undefined,
  ) {
    this.worker = new Worker(new URL("./tracker.worker.ts", import.meta.url), { type: "module" });
    this.worker.addEventListener("message", ({ data }: MessageEvent<FromTracker>) => { this.heard(data); });
    this.worker.addEventListener("error", (event) => { events.failed(event.message); });
    this.tell({
      is: "begin",
      faceModel: faceModel === undefined ? undefined : new URL(faceModel, location.href).href,
      humanModels: new URL("/capture/models/human/", location.href).href,
    });
    this.next();
  }

  /** Whether body and hands are tracked too. */
  watchBody(on: boolean): void {
    this.tell({ is: "watch-body", on });
  }

  /** Stops watching; the worker ends. */
  close(): void {
    if (this.handle !== undefined) {
      this.video.cancelVideoFrameCallback(this.handle);
    }
    this.worker.terminate();
  }

  private next(): void {
    this.handle = this.video.requestVideoFrameCallback((nowMs, facts: FrameFacts) => {
      // captureTime is when the camera took the frame, where the browser knows; else now is when
      // the frame is shown, some 30 ms later. Both are times of performance.now().
      void this.frame(facts.captureTime ?? nowMs);
      this.next();
    });
  }

  private async frame(timeMs: number): Promise<void> {
    if (!this.ready || this.busy || this.video.videoWidth === 0) {
      return;
    }
    this.busy = true;
    const width = Math.min(TRACKED_WIDTH, this.video.videoWidth);
    const height = Math.round((width * this.video.videoHeight) / this.video.videoWidth);
    try {
      const bitmap = await createImageBitmap(this.video, { resizeWidth: width, resizeHeight: height });
      // The trackers ask for times that rise.
      this.lastMs = Math.max(this.lastMs + 0.001, timeMs);
      this.tell({ is: "picture", bitmap, timeMs: this.lastMs }, [bitmap]);
    } catch {
      this.busy = false;
    }
  }

  private heard(message: FromTracker): void {
    switch (message.is) {
      case "ready":
        this.ready = true;
        this.events.ready(message.tracker, message.shapes);
        break;
      case "failed":
        this.busy = false;
        this.events.failed(message.message);
        break;
      case "tracked":
        this.busy = false;
        this.events.tracked({
          deviceTimeUs: Math.round(message.timeMs * 1_000),
          face: message.face,
          faces: message.faces,
        });
        break;
      case "body":
        this.events.body(message.seen);
        break;
      case "body-failed":
        this.events.bodyFailed();
        break;
    }
  }

  private tell(message: ToTracker, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer);
  }
}
