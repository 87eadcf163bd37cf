import { listMetrics, type Meaning } from "../api";

/** How long to wait before asking again for a dictionary that could not be had. */
const AGAIN_MS = 30_000;

/** What figures mean, asked for once a language, when somebody looks. */
export class Meanings {
  private readonly known = new Map<string, ReadonlyMap<string, Meaning>>();
  private readonly asked = new Map<string, number>();

  constructor(private readonly ask: (locale: string) => Promise<Meaning[]> = listMetrics) {}

  /** The words for a figure; empty until they are known. */
  of(metric: string, locale: string, now: number): string {
    const dictionary = this.known.get(locale);
    if (dictionary === undefined) {
      this.load(locale, now);
      return "";
    }
    const found = dictionary.get(metric);
    return found === undefined ? "" : described(found);
  }

  private load(locale: string, now: number): void {
    const last = this.asked.get(locale);
    if (last !== undefined && now - last < AGAIN_MS) {
      return;
    }
    this.asked.set(locale, now);
    this.ask(locale).then(
      (all) => {
        this.known.set(locale, new Map(all.map((it) => [it.metric_id, it])));
      },
      () => {
        // A figure stands without its explanation; asked again later.
      },
    );
  }
}

function described(meaning: Meaning): string {
  const ratio =
    meaning.numerator === "" ? "" : `${meaning.numerator} ÷ ${meaning.denominator}`;
  return [
    meaning.display_name,
    meaning.formula,
    ratio,
    meaning.attribution,
    `${meaning.unit} · v${meaning.version}`,
  ]
    .filter((line) => line !== "")
    .join("\n");
}
