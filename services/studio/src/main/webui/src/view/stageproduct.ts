import { putProduct, Refusal, type StageProduct } from "../api";
import { h, mark, say } from "../dom";
import { putFile } from "../stagefile";
import type { TextKey } from "../text";
import { fileButton, Uploads, type Queue } from "./uploads";
import type { Words } from "./words";

const FIELDS = [
  { name: "product_id", most: 64, key: "stageAddId" },
  { name: "title", most: 120, key: "stageAddTitle" },
  { name: "price", most: 24, key: "stageAddPrice" },
  { name: "strike_price", most: 24, key: "stageAddStrike" },
  { name: "badge", most: 12, key: "stageAddBadge" },
  { name: "height_mm", most: 6, key: "stageAddHeight" },
] as const;

const FILES = [
  { name: "picture", accept: ".png,.jpg,.jpeg", key: "stageAddPicture" },
  { name: "model", accept: ".glb", key: "stageAddModel" },
] as const;

type FileName = (typeof FILES)[number]["name"];

/** Puts a product on the stage's list: its words, and its picture or model. */
export class ProductForm {
  readonly element = h("details", { class: "product-form" });
  private readonly opener = h("summary");
  private readonly fields = new Map<string, HTMLInputElement>();
  private readonly labels: [HTMLElement, TextKey][] = [];
  private readonly files = new Map<FileName, File>();
  private readonly pickers = new Map<FileName, HTMLButtonElement>();
  private readonly put = h("button", { type: "button", class: "quiet" });
  private readonly empty = h("button", { type: "button", class: "quiet" });
  private readonly missing = h("p", { class: "hint", role: "status" });
  private readonly uploads = new Uploads();
  private lacks = false;

  /** @param added hears of a product once the stage knows it */
  constructor(private readonly queue: Queue, private readonly added: (productId: string) => void) {
    const grid = h("div", { class: "product-fields" });
    for (const { name, most, key } of FIELDS) {
      const input = h("input", { type: "text", maxlength: `${most}` });
      this.fields.set(name, input);
      grid.append(h("label", {}, this.label(key), input));
    }
    for (const { name, accept, key } of FILES) {
      const { button, input } = fileButton(accept, false, (file) => { this.files.set(name, file); });
      this.pickers.set(name, button);
      grid.append(h("div", { class: "picker" }, this.label(key), button, input));
    }
    this.put.addEventListener("click", () => void this.add());
    this.empty.addEventListener("click", () => { this.clear(); });
    this.element.append(
      this.opener, grid, h("div", { class: "choices" }, this.put, this.empty),
      this.missing, this.uploads.element,
    );
  }

  /** Forgets what was said of the broadcast before. */
  reset(): void {
    this.uploads.clear();
    this.clear();
  }

  draw(words: Words): void {
    const { table } = words;
    say(this.opener, table.stageAddOpen);
    this.labels.forEach(([element, key]) => { say(element, table[key]); });
    FILES.forEach(({ name, key }) => {
      const picker = this.pickers.get(name);
      if (picker !== undefined) {
        const file = this.files.get(name)?.name ?? table.stageAddNoFile;
        say(picker, file);
        picker.setAttribute("aria-label", `${table[key]}: ${file}`);
      }
    });
    say(this.put, table.stageAddPut);
    say(this.empty, table.stageAddClear);
    this.missing.hidden = !this.lacks;
    mark(this.missing, "is-bad", this.lacks);
    say(this.missing, table.stageAddMissing);
    this.uploads.draw(words);
  }

  /** What is in the form is taken when the button is pressed: it may be filled anew while this one waits. */
  private async add(): Promise<void> {
    const product = this.product();
    const files = new Map(this.files);
    const height = product.height_mm ?? 10;
    this.lacks = product.product_id === "" || product.product_id === "-" || product.title === "" ||
      !(height >= 10 && height <= 600);
    if (this.lacks) {
      return;
    }
    await this.uploads.show(product.title, this.queue, async (id) => {
      const picture = files.get("picture");
      if (picture !== undefined) {
        product.picture_sha256 = (await putFile(id, picture)).sha256;
      }
      const model = files.get("model");
      if (model !== undefined) {
        product.model_sha256 = await putModel(id, model);
      }
      await putProduct(id, product);
      this.added(product.product_id);
    });
  }

  private product(): StageProduct {
    const product: StageProduct = { product_id: "", title: "" };
    for (const { name } of FIELDS) {
      const value = this.fields.get(name)?.value.trim() ?? "";
      if (name === "height_mm") {
        if (value !== "") {
          product.height_mm = Number(value);
        }
      } else if (value !== "" || name === "product_id" || name === "title") {
        product[name] = value;
      }
    }
    return product;
  }

  private clear(): void {
    this.fields.forEach((it) => { it.value = ""; });
    this.files.clear();
    this.lacks = false;
  }

  private label(key: TextKey): HTMLElement {
    const label = h("span");
    this.labels.push([label, key]);
    return label;
  }
}

async function putModel(id: string, model: File): Promise<string> {
  const asset = await putFile(id, model);
  if (asset.fits_product !== true) {
    const detail = `${asset.triangles ?? 0} triangles, ${asset.kind}`;
    throw new Refusal("FILE_NOT_FOR_PRODUCT", { detail }, model.name);
  }
  return asset.sha256;
}
