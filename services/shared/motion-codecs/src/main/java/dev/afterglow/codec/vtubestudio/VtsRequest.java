package dev.afterglow.codec.vtubestudio;

import dev.afterglow.codec.Resend;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Asks the app, at the phone's UDP port {@value #PHONE_PORT}, for frames. The request lapses, so it
 * is repeated by {@link #resend()}.
 *
 * @param seconds how long to send, 0.5 to 10
 * @param sentBy who asks; 1 to 64 printable ASCII characters without quotes and backslashes, which
 *     the phone shows
 * @param ports the receiver's UDP ports, 1 to 32 of them
 * @throws IllegalArgumentException when a part is out of its range
 */
public record VtsRequest(double seconds, String sentBy, List<Integer> ports) {
  /** Where the phone listens. */
  public static final int PHONE_PORT = 21_412;

  private static final int HIGHEST_PORT = 65_535;
  private static final int MOST_PORTS = 32;

  public VtsRequest {
    ports = List.copyOf(ports);
    if (!(seconds >= 0.5 && seconds <= 10)) {
      throw new IllegalArgumentException("a request lasts 0.5 to 10 s, was " + seconds);
    }
    if (!sentBy.matches("[ !#-\\[\\]-~]{1,64}")) {
      throw new IllegalArgumentException("sentBy has 1 to 64 plain characters");
    }
    boolean good = ports.stream().allMatch(port -> port > 0 && port <= HIGHEST_PORT);
    if (ports.isEmpty() || ports.size() > MOST_PORTS || !good) {
      throw new IllegalArgumentException("a request names 1 to 32 ports, was " + ports);
    }
  }

  /** The datagram. */
  public byte[] datagram() {
    String list = ports.stream().map(String::valueOf).collect(Collectors.joining(","));
    String json =
        String.format(
            Locale.ROOT,
            "{\"messageType\":\"iOSTrackingDataRequest\",\"time\":%.3f,\"sentBy\":\"%s\",\"ports\":[%s]}",
            seconds,
            sentBy,
            list);
    return json.getBytes(StandardCharsets.US_ASCII);
  }

  /** Every half of the time asked for, so that one may get lost. */
  public Resend resend() {
    return new Resend(1, (long) (seconds / 2 * 1_000_000), true);
  }
}
