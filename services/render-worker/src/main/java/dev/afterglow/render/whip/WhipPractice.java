package dev.afterglow.render.whip;

import dev.afterglow.render.webrtc.DtlsPractice;
import dev.afterglow.render.webrtc.RtcException;
import java.net.http.HttpClient;
import java.time.Instant;

/**
 * What a process' first push over WHIP would lose time with, done once before it. Nothing of it
 * leaves the process.
 */
public final class WhipPractice {
  private WhipPractice() {}

  /**
   * Runs it; takes a second.
   *
   * @throws WhipException when this machine cannot agree on keys, so that no push could
   */
  public static void run(Instant now) throws WhipException {
    HttpClient.newHttpClient().close();
    try {
      DtlsPractice.run(now);
    } catch (RtcException e) {
      throw new WhipException(WhipException.Kind.PASSING, String.valueOf(e.getMessage()));
    }
  }
}
