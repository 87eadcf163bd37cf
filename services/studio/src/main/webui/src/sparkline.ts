/** A line of the last minute, drawn as SVG. */

const WIDTH = 120;
const HEIGHT = 28;
const POINTS = 60;
const SVG = "http://www.w3.org/2000/svg";

export class Sparkline {
  readonly element: SVGSVGElement;
  private readonly line: SVGPolylineElement;
  private values: number[] = [];

  constructor() {
    this.element = document.createElementNS(SVG, "svg");
    this.element.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
    this.element.setAttribute("preserveAspectRatio", "none");
    this.element.setAttribute("class", "spark");
    this.element.setAttribute("aria-hidden", "true");
    this.line = document.createElementNS(SVG, "polyline");
    this.element.append(this.line);
  }

  add(value: number): void {
    this.values = [...this.values, value].slice(-POINTS);
    this.line.setAttribute("points", points(this.values));
  }

  clear(): void {
    this.values = [];
    this.line.setAttribute("points", "");
  }
}

/** The points of a line that ends at the right edge; the scale begins at zero. */
export function points(values: readonly number[]): string {
  const top = Math.max(...values, 1e-9) * 1.15;
  const offset = POINTS - values.length;
  return values
    .map((value, i) => {
      const x = ((i + offset) / (POINTS - 1)) * WIDTH;
      const y = HEIGHT - (Math.max(0, value) / top) * HEIGHT;
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(" ");
}
