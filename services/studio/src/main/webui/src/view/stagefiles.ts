import type { Directive, Stage, StageAsset } from "../api";
import { h, mark, say } from "../dom";
import { nameOf, putFile } from "../stagefile";
import { fileButton, Uploads, type Queue } from "./uploads";
import type { Words } from "./words";

/** The operator's own backgrounds: sets, pictures and films that the stage took, and a way to add some. */
export class StageFiles {
  readonly choices = h("div", { class: "choices", role: "group" });
  readonly below: HTMLElement;
  private readonly uploads = new Uploads();
  private readonly hint = h("p", { class: "hint" });
  private readonly upload: HTMLButtonElement;
  private readonly buttons = new Map<string, HTMLButtonElement>();

  constructor(queue: Queue, private readonly send: (change: Directive) => void) {
    const { button, input } = fileButton(".glb,.mp4,.png,.jpg,.jpeg", true, (file) => {
      void this.uploads.show(file.name, queue, async (id) => { await putFile(id, file); });
    });
    this.upload = button;
    this.choices.append(this.upload, input);
    this.below = h("div", { class: "stage-below" }, this.hint, this.uploads.element);
  }

  reset(): void {
    this.uploads.clear();
  }

  draw(words: Words, stage: Stage): void {
    say(this.upload, words.table.stageUpload);
    say(this.hint, words.table.stageFilesHint);
    this.choices.setAttribute("aria-label", words.table.stageFiles);
    const assets = ownBackgrounds(stage);
    const shown = stage.shown.stage_background?.asset_sha256;
    for (const [sha256, button] of this.buttons) {
      if (!assets.some((it) => it.sha256 === sha256)) {
        button.remove();
        this.buttons.delete(sha256);
      }
    }
    for (const asset of assets) {
      const button = this.button(asset.sha256);
      say(button, label(asset, words));
      button.setAttribute("aria-pressed", asset.sha256 === shown ? "true" : "false");
      mark(button, "is-on", asset.sha256 === shown);
    }
    this.uploads.draw(words);
  }

  private button(sha256: string): HTMLButtonElement {
    const known = this.buttons.get(sha256);
    if (known !== undefined) {
      return known;
    }
    const button = h("button", { type: "button", class: "quiet" });
    button.addEventListener("click", () => {
      this.send({ stage_background: { asset_sha256: sha256 } });
    });
    this.buttons.set(sha256, button);
    this.upload.before(button);
    return button;
  }
}

/** What no product has for itself. */
function ownBackgrounds(stage: Stage): readonly StageAsset[] {
  const products = new Set(
    (stage.products ?? []).flatMap((it) => [it.picture_sha256, it.model_sha256]),
  );
  return (stage.assets ?? []).filter((it) => !products.has(it.sha256));
}

/** "Set: shop.glb"; where this tab did not upload it, what tells it from others. */
function label(asset: StageAsset, words: Words): string {
  const kind = words.table[`stageKind_${asset.kind}`];
  return `${kind} · ${nameOf(asset.sha256) ?? asset.sha256.slice(0, 6)}`;
}
