package dev.afterglow.agent.source;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One source as the presenter named it: {@code KIND}, {@code KIND:PORT}, {@code KIND=PHONE} or
 * {@code KIND:PORT=PHONE}, where {@code PHONE} may be {@code ADDRESS@PORT}. A port that is none is
 * refused, and a kind that needs a peer and has none.
 *
 * @param kind what it is
 * @param port the port of this machine, 0 for any free one; for a source that is called, its port
 * @param peer the address or name of the phone or the suit's program: it alone is heard, and asked
 *     where the kind has a request
 * @param peerPort where the phone takes requests, if not where its app usually does
 */
public record SourceSpec(SourceKind kind, int port, Optional<String> peer, OptionalInt peerPort) {
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern FORM =
      Pattern.compile(
          "([a-z0-9-]+)(?::(\\d{1,5}))?(?:=([A-Za-z0-9.:_%-]{1,253})(?:@(\\d{1,5}))?)?");

  public SourceSpec {
    if (port < 0 || port > HIGHEST_PORT || peerPort.orElse(0) > HIGHEST_PORT) {
      throw new IllegalArgumentException("a port is 0 to 65535, not above");
    }
    if (kind.wantsPeer() && peer.isEmpty()) {
      throw new IllegalArgumentException(
          kind.key() + " sends nothing unasked: write " + kind.key() + "=ADDRESS");
    }
  }

  /** The source on its usual port, from anywhere. */
  public static SourceSpec of(SourceKind kind) {
    return new SourceSpec(kind, kind.usualPort(), Optional.empty(), OptionalInt.empty());
  }

  /** Everything that is heard without an address. */
  public static List<SourceSpec> defaults() {
    return Arrays.stream(SourceKind.values())
        .filter(SourceKind::heardByDefault)
        .map(SourceSpec::of)
        .toList();
  }

  /**
   * Reads what the presenter wrote.
   *
   * @throws IllegalArgumentException with one sentence when it cannot be read
   */
  public static SourceSpec parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "a source is KIND, KIND:PORT, KIND=PHONE or KIND:PORT=PHONE, not " + text);
    }
    String key = form.group(1);
    SourceKind kind =
        SourceKind.find(key)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no source " + key + "; there are " + keys()));
    int port = form.group(2) == null ? kind.usualPort() : Integer.parseInt(form.group(2));
    OptionalInt peerPort =
        form.group(4) == null
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(form.group(4)));
    return new SourceSpec(kind, port, Optional.ofNullable(form.group(3)), peerPort);
  }

  private static String keys() {
    return Arrays.stream(SourceKind.values())
        .map(SourceKind::key)
        .collect(Collectors.joining(", "));
  }
}
