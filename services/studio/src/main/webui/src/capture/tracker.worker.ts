/** The tracking worker: pictures in, shapes and poses out. No picture leaves it. */

import type { FromTracker, ToTracker, Tracker } from "./tracking";

let tracker: Tracker | undefined;

function say(message: FromTracker, transfer: Transferable[] = []): void {
  (self as unknown as { postMessage: (m: unknown, t: Transferable[]) => void })
    .postMessage(message, transfer);
}

async function begin(faceModel: string | undefined, humanModels: string): Promise<void> {
  try {
    tracker =
      faceModel === undefined
        ? await (await import("./human")).human(humanModels)
        : await (await import("./landmarker")).landmarker(faceModel);
    say({ is: "ready", tracker: tracker.name, shapes: tracker.shapes });
  } catch (fault) {
    say({ is: "failed", message: String(fault) });
  }
}

async function picture(bitmap: ImageBitmap, timeMs: number): Promise<void> {
  const startMs = performance.now();
  try {
    const { faces, face } = (await tracker?.track(bitmap, timeMs)) ?? { faces: 0, face: undefined };
    say(
      { is: "tracked", timeMs, tookMs: performance.now() - startMs, faces, face },
      face === undefined ? [] : [face.landmarks.buffer],
    );
  } catch (fault) {
    say({ is: "failed", message: String(fault) });
  } finally {
    bitmap.close();
  }
}

self.addEventListener("message", ({ data }: MessageEvent<ToTracker>) => {
  void (data.is === "begin" ? begin(data.faceModel, data.humanModels) : picture(data.bitmap, data.timeMs));
});
