package dev.afterglow.render.whip;

import dev.afterglow.render.webrtc.RtcPeer;
import dev.afterglow.render.webrtc.RtcSender;
import dev.afterglow.render.whip.WhipException.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The offer that is made and what is read of its answer (RFC 8866, RFC 9429). */
final class SessionDescription {
  static final int VIDEO_PAYLOAD = 96;
  static final int SOUND_PAYLOAD = 111;

  private static final int MOST_CANDIDATES = 32;

  private static final Pattern CANDIDATE =
      Pattern.compile(
          "a=candidate:\\S+ 1 (?i:udp) [0-9]+ (\\S+) ([0-9]{1,5}) typ (host|srflx|relay|prflx).*");
  private static final Pattern FINGERPRINT =
      Pattern.compile("a=fingerprint:(\\S+) ([0-9A-Fa-f:]+)");
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private SessionDescription() {}

  /**
   * Offers to send one picture and one sound track.
   *
   * @param sessionNumber of this offer
   * @param profileLevelId what the H.264 stream is
   */
  static String offer(RtcSender sender, long sessionNumber, String profileLevelId) {
    InetSocketAddress at = sender.candidate();
    String family = at.getAddress() instanceof java.net.Inet6Address ? "IP6" : "IP4";
    String transport =
        "c=IN %s %s\r\na=ice-ufrag:%s\r\na=ice-pwd:%s\r\na=fingerprint:%s\r\na=setup:actpass\r\n"
                .formatted(
                    family,
                    at.getAddress().getHostAddress(),
                    sender.fragment(),
                    sender.password(),
                    sender.fingerprint())
            + "a=rtcp-mux\r\na=sendonly\r\n";
    String candidate =
        "a=candidate:1 1 udp %d %s %d typ host\r\na=end-of-candidates\r\n"
            .formatted(
                RtcSender.candidatePriority(), at.getAddress().getHostAddress(), at.getPort());
    return "v=0\r\no=- %d 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n"
            .formatted(sessionNumber)
        + "m=video %d UDP/TLS/RTP/SAVPF %d\r\n".formatted(at.getPort(), VIDEO_PAYLOAD)
        + transport
        + "a=mid:0\r\na=rtcp-rsize\r\n"
        + "a=rtpmap:%d H264/90000\r\n".formatted(VIDEO_PAYLOAD)
        + "a=fmtp:%d level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=%s\r\n"
            .formatted(VIDEO_PAYLOAD, profileLevelId)
        + "a=rtcp-fb:%1$d nack\r\na=rtcp-fb:%1$d nack pli\r\n".formatted(VIDEO_PAYLOAD)
        + source(sender, sender.videoSsrc(), "video")
        + candidate
        + "m=audio %d UDP/TLS/RTP/SAVPF %d\r\n".formatted(at.getPort(), SOUND_PAYLOAD)
        + transport
        + "a=mid:1\r\n"
        + "a=rtpmap:%1$d opus/48000/2\r\na=fmtp:%1$d minptime=10;sprop-stereo=0\r\n"
            .formatted(SOUND_PAYLOAD)
        + source(sender, sender.soundSsrc(), "sound");
  }

  private static String source(RtcSender sender, int ssrc, String track) {
    return "a=msid:%s %s\r\na=ssrc:%d cname:%s\r\n"
        .formatted(sender.canonicalName(), track, ssrc, sender.canonicalName());
  }

  /**
   * Reads an answer.
   *
   * @throws WhipException REFUSED when it takes no picture or no sound, or is none
   */
  static RtcPeer answer(String sdp) throws WhipException {
    if (!sdp.startsWith("v=0")) {
      throw refused("the endpoint's answer is no session description");
    }
    List<String> lines = sdp.lines().toList();
    takes(lines, "video", VIDEO_PAYLOAD);
    takes(lines, "audio", SOUND_PAYLOAD);
    Matcher fingerprint =
        lines.stream()
            .map(FINGERPRINT::matcher)
            .filter(Matcher::matches)
            .findFirst()
            .orElseThrow(() -> refused("the endpoint's answer names no certificate"));
    String algorithm = fingerprint.group(1).toLowerCase(Locale.ROOT);
    if (!List.of("sha-256", "sha-384", "sha-512").contains(algorithm)) {
      throw refused("the endpoint's answer names its certificate by a hash that nobody trusts");
    }
    return new RtcPeer(
        value(lines, "a=ice-ufrag:"),
        value(lines, "a=ice-pwd:"),
        algorithm,
        fingerprint.group(2),
        value(lines, "a=setup:").equals("passive"),
        candidates(lines));
  }

  private static void takes(List<String> lines, String kind, int payload) throws WhipException {
    List<String> section = section(lines, "m=" + kind + " ");
    boolean wanted =
        !section.isEmpty()
            && !section.getFirst().startsWith("m=" + kind + " 0 ")
            && List.of(section.getFirst().split(" ", -1)).contains(Integer.toString(payload))
            && !section.contains("a=inactive")
            && !section.contains("a=sendonly");
    if (!wanted) {
      throw refused("the endpoint takes no " + kind + " in the format that is sent");
    }
  }

  private static List<String> section(List<String> lines, String head) {
    List<String> out = new ArrayList<>();
    for (String line : lines) {
      if (!out.isEmpty() && line.startsWith("m=")) {
        break;
      }
      if (!out.isEmpty() || line.startsWith(head)) {
        out.add(line);
      }
    }
    return out;
  }

  private static String value(List<String> lines, String key) throws WhipException {
    return lines.stream()
        .filter(it -> it.startsWith(key))
        .map(it -> it.substring(key.length()).strip())
        .filter(it -> !it.isEmpty() && it.length() <= 256)
        .findFirst()
        .orElseThrow(() -> refused("the endpoint's answer lacks " + key.substring(2)));
  }

  private static List<InetSocketAddress> candidates(List<String> lines) {
    return lines.stream()
        .map(CANDIDATE::matcher)
        .filter(Matcher::matches)
        .limit(MOST_CANDIDATES)
        .flatMap(it -> address(it.group(1), Integer.parseInt(it.group(2))).stream())
        .distinct()
        .toList();
  }

  /** Addresses in figures alone: a name in an answer must not make this worker ask for it. */
  private static Optional<InetSocketAddress> address(String host, int port) {
    if (port < 1 || port > 65_535 || !LITERAL.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static WhipException refused(String words) {
    return new WhipException(Kind.REFUSED, words);
  }
}
