/** Numbers as people read them. */

import type { Language } from "./text";
import type { Money } from "./api";

/** What stands where there is no value. */
export const NONE = "–";

const LOCALES: Record<Language, string> = { en: "en-US", zh: "zh-CN" };

/** An amount in its currency; the smallest unit differs by currency, 0 to 3 digits. */
export function money(amount: Money, language: Language): string {
  const format = new Intl.NumberFormat(LOCALES[language], {
    style: "currency",
    currency: amount.currency_code,
    currencyDisplay: "narrowSymbol",
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount.amount_minor / 10 ** digits);
}

/** Amounts of several currencies; nothing at all is said as a dash. */
export function amounts(list: readonly Money[], language: Language): string {
  return list.length === 0 ? NONE : list.map((it) => money(it, language)).join(" · ");
}

/** A count with separators. */
export function count(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language]).format(value);
}

/** Milliseconds, whole. */
export function milliseconds(value: number): string {
  return `${Math.round(value)} ms`;
}

/** Milliseconds with sign: the direction matters. */
export function signedMilliseconds(value: number): string {
  const rounded = Math.round(value);
  return `${rounded > 0 ? "+" : ""}${rounded} ms`;
}

/** An age: milliseconds below a second, else seconds with one digit. */
export function age(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** A span as h:mm:ss. */
export function span(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => value.toString().padStart(2, "0");
  return `${Math.floor(total / 3600)}:${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
}
