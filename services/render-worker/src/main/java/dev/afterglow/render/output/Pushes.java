package dev.afterglow.render.output;

import dev.afterglow.render.whip.WhipEndpoint;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes the pushes of a broadcast. All of them tell the same time.
 *
 * @param time the stream's own time
 * @param tracks of the stream
 * @param label travels where the container can carry it
 * @param clock for what is valid for a time
 */
public record Pushes(StreamTime time, Tracks tracks, AigcLabel label, InstantSource clock) {
  /** As much as a connection may hold unsent, so that a server which stopped reading shows soon. */
  private static final String SEND_BUFFER_BYTES = "262144";

  private static final Map<String, String> CONNECTION =
      Map.of("tcp_nodelay", "1", "send_buffer_size", SEND_BUFFER_BYTES);

  /**
   * A push to an RTMP or RTMPS server. The label travels in {@code onMetaData}; that it does is
   * looked at in a head written the same way, because the server does not give back what it got. An
   * RTMPS server has to show a certificate of its name that Java would trust.
   *
   * @param url with its key; never logged
   * @param acknowledged whether another worker's push of this broadcast was taken there before
   * @throws IllegalStateException when the label was lost
   * @throws IOException when the trusted certificates cannot be written for FFmpeg
   */
  public Outlet rtmp(String name, String url, boolean acknowledged) throws IOException {
    Map<String, String> options = Map.of("flvflags", "no_duration_filesize");
    Map<String, String> metadata = Map.of(AigcLabel.KEY, label.json());
    requireLabel(options, metadata);
    Map<String, String> connection = new HashMap<>(CONNECTION);
    if (url.startsWith(PushTarget.SECURE)) {
      connection.putAll(TlsTrust.ofJava().options());
    }
    return push(name, new PushTarget("flv", url, options, connection, metadata, acknowledged));
  }

  /** A push over SRT. MPEG-TS cannot carry the AIGC label; the picture's own label goes along. */
  public Outlet srt(String name, String url, boolean acknowledged) {
    return push(
        name,
        new PushTarget(
            "mpegts",
            url,
            Map.of("mpegts_flags", "resend_headers", "pat_period", "0.5"),
            Map.of("pkt_size", "1316"),
            Map.of(),
            acknowledged));
  }

  /**
   * A push to a WHIP endpoint: the stream's own pictures, and its sound as Opus.
   *
   * @param url of the endpoint, its token behind {@code #}; never logged
   * @throws IllegalArgumentException when it is none
   */
  public Outlet whip(String name, String url, boolean acknowledged) {
    WhipEndpoint endpoint = WhipEndpoint.of(url);
    return push(name, new WhipDial(endpoint, tracks, time, System::nanoTime, clock), acknowledged);
  }

  private Outlet push(String name, PushTarget target) {
    return push(name, target.dial(tracks, time), target.acknowledged());
  }

  private static Outlet push(String name, PushLine.Dial dial, boolean acknowledged) {
    return new PushOutlet(
        name,
        dial,
        acknowledged,
        PushPace.USUAL,
        System::nanoTime,
        RandomGenerator.of("L64X128MixRandom"));
  }

  private void requireLabel(Map<String, String> options, Map<String, String> metadata) {
    Muxer.Settings settings = Muxer.Settings.of(options, metadata);
    try (Muxer head =
        new Muxer("flv", null, tracks, settings, StreamTime.fromFirstKey(), () -> false)) {
      Optional<String> found = FlvMetadata.read(head.taken(), AigcLabel.KEY);
      if (!found.equals(Optional.of(label.json()))) {
        throw new IllegalStateException("the AIGC label was lost in the stream's head");
      }
    }
  }
}
