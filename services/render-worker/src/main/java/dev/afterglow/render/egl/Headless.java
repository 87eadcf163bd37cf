package dev.afterglow.render.egl;

/**
 * The answer to "may this machine draw?".
 *
 * <pre>
 *   open() ──▶ Ready ──close()──▶ (gone)
 *        └───▶ Absent(reason)       the program reports it and stays up
 * </pre>
 */
public sealed interface Headless {

  /** A context that is current on the thread that opened it. */
  record Ready(HeadlessContext context) implements Headless {}

  /**
   * No context can be had here.
   *
   * @param reason one plain sentence, fit for an operator
   */
  record Absent(String reason) implements Headless {}
}
