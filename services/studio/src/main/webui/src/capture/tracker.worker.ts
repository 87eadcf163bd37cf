/** The tracking worker: pictures in; shapes, poses and points out. No picture leaves it. */

import { Pace } from "./body/pace";
import type { Program } from "./program";
import type { BodyTracker, FromTracker, ToTracker, Tracker } from "./tracking";

let tracker: Tracker | undefined;
let body: BodyTracker | undefined;
let bodyWanted = false;
let models = "";
let program: Promise<Program> | undefined;
const pace = new Pace();

function say(message: FromTracker, transfer: Transferable[] = []): void {
  (self as unknown as { postMessage: (m: unknown, t: Transferable[]) => void })
    .postMessage(message, transfer);
}

/** One for face and body, started when the first of them asks. */
function theProgram(): Promise<Program> {
  program ??= import("./program").then(({ Program }) => Program.start(models));
  return program;
}

async function begin(faceModel: string | undefined): Promise<void> {
  try {
    tracker =
      faceModel === undefined
        ? await (await import("./human")).human(await theProgram())
        : await (await import("./landmarker")).landmarker(faceModel);
    say({ is: "ready", tracker: tracker.name, shapes: tracker.shapes });
  } catch (fault) {
    say({ is: "failed", message: String(fault) });
  }
}

async function watchBody(on: boolean): Promise<void> {
  bodyWanted = on;
  if (!on || body !== undefined) {
    return;
  }
  try {
    body = await (await import("./body/human")).humanBody(await theProgram());
  } catch (fault) {
    say({ is: "body-failed", message: String(fault) });
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
    await look(bitmap, timeMs);
  } catch (fault) {
    say({ is: "failed", message: String(fault) });
  } finally {
    bitmap.close();
  }
}

/** Looks at the body in a picture whose face is out already, when it is the body's turn. */
async function look(bitmap: ImageBitmap, timeMs: number): Promise<void> {
  if (!bodyWanted || body === undefined || !pace.due(performance.now())) {
    return;
  }
  pace.began(performance.now());
  try {
    const seen = await body.look(bitmap);
    say({ is: "body", timeMs, tookMs: pace.ended(performance.now()), seen });
  } catch (fault) {
    pace.ended(performance.now());
    body = undefined;
    bodyWanted = false;
    say({ is: "body-failed", message: String(fault) });
  }
}

self.addEventListener("message", ({ data }: MessageEvent<ToTracker>) => {
  switch (data.is) {
    case "begin":
      models = data.humanModels;
      void begin(data.faceModel);
      break;
    case "watch-body": void watchBody(data.on); break;
    case "picture": void picture(data.bitmap, data.timeMs); break;
  }
});
