import type { Language, TextKey } from "../text";

/** The texts and the number formats of the chosen language. */
export interface Words {
  table: Record<TextKey, string>;
  language: Language;
}
