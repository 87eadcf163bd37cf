import type { Words } from "./words";

/** A day with its year, in the reader's language. */
export function day(iso: string, words: Words): string {
  return format(iso, words, { year: "numeric", month: "short", day: "numeric" });
}

/** A time of day. */
export function clock(iso: string, words: Words): string {
  return format(iso, words, { hour: "2-digit", minute: "2-digit" });
}

function format(iso: string, words: Words, how: Intl.DateTimeFormatOptions): string {
  const locale = words.language === "zh" ? "zh-CN" : "en-GB";
  return new Intl.DateTimeFormat(locale, how).format(new Date(iso));
}
