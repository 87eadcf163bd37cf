/** What shows the stream: with its sound through the browser's media player, or silent and at once. */
export interface Projector {
  /** Where it shows. */
  readonly element: HTMLElement;

  /** Begins anew; false where this browser cannot play such a stream. */
  begin(codecs: string): boolean;

  /** The next piece of the stream: its head first, then fragments. */
  take(piece: ArrayBuffer): void;

  /** Called several times a second: whatever is to be looked after. */
  watch(): void;

  /** Whether a picture of the running stream is on the screen. */
  showing(): boolean;

  /** How far what is seen is behind; undefined where nothing says it. */
  behindS(): number | undefined;

  /** Lets the stream go; its last picture may stay. */
  release(): void;
}
