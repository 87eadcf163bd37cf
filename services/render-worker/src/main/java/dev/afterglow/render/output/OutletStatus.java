package dev.afterglow.render.output;

/**
 * Where an outlet stands.
 *
 * @param bytes handed over so far
 * @param reconnects connections made after the first
 * @param lastFault in words, never an address or key; empty when there was none
 * @param trouble what went wrong so far, in numbers
 */
public record OutletStatus(
    State state, long bytes, long reconnects, String lastFault, Trouble trouble) {
  /** An outlet that knows no network and hence none of its troubles. */
  public OutletStatus(State state, long bytes, long reconnects, String lastFault) {
    this(state, bytes, reconnects, lastFault, Trouble.NONE);
  }

  /**
   *
   *
   * <pre>
   *   CONNECTING ──▶ SENDING ◀──▶ BACKING_OFF
   *       │             └──▶ CLOSED (as asked)
   *       └──▶ REFUSED (never acknowledged, or lost the label)
   * </pre>
   */
  public enum State {
    CONNECTING,
    SENDING,
    BACKING_OFF,
    REFUSED,
    CLOSED
  }

  /**
   * What went wrong so far.
   *
   * @param shedPackets left out because it was slow or away
   * @param wedges connections that were ended because nothing moved
   * @param retryInMs until the next try; 0 while none is due
   * @param acknowledged whether a connection ever counted as wanted
   */
  public record Trouble(long shedPackets, long wedges, long retryInMs, boolean acknowledged) {
    static final Trouble NONE = new Trouble(0, 0, 0, false);
  }
}
