/** Small helpers to build the page without a framework. Text is always set as text, never markup. */

type Child = Node | string;

/** Makes an element. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Sets a text only if it changed, so that screen readers are not told the same again. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Sets or removes a marker class. */
export function mark(element: Element, name: string, on: boolean): void {
  element.classList.toggle(name, on);
}
