package dev.afterglow.render.output;

/**
 * Where an outlet stands.
 *
 * @param bytes handed over so far
 * @param reconnects connections made after the first
 * @param lastFault in words, never an address or key; empty when there was none
 */
public record OutletStatus(State state, long bytes, long reconnects, String lastFault) {
  /**
   *
   *
   * <pre>
   *   CONNECTING ──▶ SENDING ◀──▶ BACKING_OFF
   *       │             └──▶ CLOSED (as asked)
   *       └──▶ REFUSED (never took a byte, or lost the label)
   * </pre>
   */
  public enum State {
    CONNECTING,
    SENDING,
    BACKING_OFF,
    REFUSED,
    CLOSED
  }
}
