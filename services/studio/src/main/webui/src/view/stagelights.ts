import type { Directive, Lights, Stage } from "../api";
import { h, say } from "../dom";
import type { Words } from "./words";

const USUAL: Required<Lights> = { key: 1, fill: 1, rim: 1, warmth: 0 };
const NAMES = ["key", "fill", "rim", "warmth"] as const;

/** The stage's lights: three strengths and how warm they are. */
export class StageLights {
  readonly element = h("div", { class: "lights", role: "group" });
  private readonly sliders = new Map<keyof Lights, HTMLInputElement>();
  private readonly labels = new Map<keyof Lights, HTMLElement>();
  private readonly usual = h("button", { type: "button", class: "quiet" });
  /** How many changes of ours the worker has not shown yet. */
  private open = 0;
  private held = false;

  constructor(private readonly send: (change: Directive) => Promise<void>) {
    for (const name of NAMES) {
      const slider = h("input", {
        type: "range", min: name === "warmth" ? "-1" : "0", max: name === "warmth" ? "1" : "2",
        step: "0.05", value: `${USUAL[name]}`,
      });
      slider.addEventListener("input", () => { this.held = true; });
      slider.addEventListener("change", () => void this.change());
      const label = h("span");
      this.sliders.set(name, slider);
      this.labels.set(name, label);
      this.element.append(h("label", { class: "light" }, label, slider));
    }
    this.usual.addEventListener("click", () => {
      this.put(USUAL);
      void this.change();
    });
    this.element.append(this.usual);
  }

  draw(words: Words, stage: Stage): void {
    this.element.setAttribute("aria-label", words.table.stageLights);
    say(this.usual, words.table.stageLightsUsual);
    // What the operator is just setting counts before what shows.
    if (!this.held && this.open === 0) {
      this.put({ ...USUAL, ...stage.shown.lights });
    }
    for (const [name, label] of this.labels) {
      const value = Number(this.sliders.get(name)?.value).toFixed(2);
      say(label, `${words.table[`stageLight_${name}`]} ${value}`);
    }
  }

  private async change(): Promise<void> {
    this.held = false;
    this.open += 1;
    const lights: Lights = {};
    this.sliders.forEach((slider, name) => { lights[name] = Number(slider.value); });
    try {
      await this.send({ lights });
    } finally {
      this.open -= 1;
    }
  }

  private put(lights: Required<Lights>): void {
    this.sliders.forEach((slider, name) => {
      if (Number(slider.value) !== lights[name]) {
        slider.value = `${lights[name]}`;
      }
    });
  }
}
