/**
 * @vladmandic/human, one for the worker: it tracks the face where no model of MediaPipe's is at hand,
 * and body and hands where they are wanted. Its models come with the package.
 */

import type { Config, Human, Result } from "@vladmandic/human";
import programUrl from "../../node_modules/@vladmandic/human/dist/human.esm.js?url";

/** What is tracked in a picture; all else is off. */
export type Parts = Partial<Pick<Config, "face" | "body" | "hand">>;

const NOTHING: Partial<Config> = {
  face: { enabled: false },
  body: { enabled: false },
  hand: { enabled: false },
};

export class Program {
  /** Its settings are one for all that it does, so it does one thing after the other. */
  private last: Promise<unknown> = Promise.resolve();

  private constructor(private readonly human: Human) {}

  static async start(models: string): Promise<Program> {
    // Loaded as it is: it is a bundle of its own, and to bundle it again takes longer than all else.
    const { Human } = await import(/* @vite-ignore */ programUrl) as typeof import("@vladmandic/human");
    return new Program(new Human({
      ...NOTHING,
      backend: "webgl",
      modelBasePath: models,
      cacheModels: false,
      validateModels: false,
      debug: false,
      filter: { enabled: false },
      gesture: { enabled: false },
      object: { enabled: false },
      segmentation: { enabled: false },
    }));
  }

  /** Loads the models for parts; throws where one does not load, which the program itself only logs. */
  async load(parts: Parts): Promise<void> {
    await this.after(async () => {
      await this.human.load({ ...NOTHING, ...parts });
      const missing = missingModels(this.human.models.stats());
      if (missing.length > 0) {
        throw new Error(`models that did not load: ${missing.join(", ")}`);
      }
    });
  }

  /** Tracks parts that were loaded. The picture must stay open until then. */
  async track(picture: ImageBitmap, parts: Parts): Promise<Result> {
    return this.after(() => this.human.detect(picture, { ...NOTHING, ...parts }));
  }

  private after<T>(next: () => Promise<T>): Promise<T> {
    const made = this.last.then(next);
    this.last = made.catch(() => undefined);
    return made;
  }
}

/** The models that were asked for and are not there. */
export function missingModels(
  stats: { modelStats: readonly { name: string; loaded: boolean }[] },
): string[] {
  return stats.modelStats.filter((it) => !it.loaded).map((it) => it.name);
}
