package dev.afterglow.render.whip;

import dev.afterglow.render.webrtc.H264Payload;
import dev.afterglow.render.webrtc.RtcException;
import dev.afterglow.render.webrtc.RtcPeer;
import dev.afterglow.render.webrtc.RtcSender;
import dev.afterglow.render.whip.WhipException.Kind;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is being sent to a WHIP endpoint. Used by one thread.
 *
 * <pre>
 *   POST offer ─▶ 201, answer ─▶ ICE ─▶ DTLS ─▶ SRTP … ─▶ DELETE
 * </pre>
 */
public final class WhipSession implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final RtcSender.Payloads PAYLOADS =
      new RtcSender.Payloads(SessionDescription.VIDEO_PAYLOAD, SessionDescription.SOUND_PAYLOAD);

  private final WhipHttp http;
  private final URI session;
  private final RtcSender sender;
  private final List<byte[]> parameterSets;

  private WhipSession(WhipHttp http, URI session, RtcSender sender, List<byte[]> parameterSets) {
    this.http = http;
    this.session = session;
    this.sender = sender;
    this.parameterSets = parameterSets;
  }

  /**
   * Offers a stream and connects to who answers.
   *
   * @param h264Head sequence and picture parameters behind start codes
   * @param nanoClock monotonic nanoseconds
   * @param now for the certificate's term
   * @param giveUp asked while it waits; true ends it
   */
  public static WhipSession open(
      WhipEndpoint endpoint,
      byte[] h264Head,
      LongSupplier nanoClock,
      Instant now,
      BooleanSupplier giveUp)
      throws WhipException {
    List<byte[]> sets = H264Payload.parameterSets(h264Head);
    WhipHttp http = new WhipHttp(endpoint);
    WhipSession made = null;
    RtcSender sender = null;
    URI session = null;
    try {
      sender = new RtcSender(route(endpoint.address()), RANDOM, nanoClock, now);
      long number = RANDOM.nextLong(1, Long.MAX_VALUE);
      String offer = SessionDescription.offer(sender, number, profileLevelId(sets));
      WhipHttp.Answer answer = http.post(offer, giveUp);
      session = answer.session();
      RtcPeer peer = SessionDescription.answer(answer.sdp());
      sender.connect(peer, PAYLOADS, giveUp);
      made = new WhipSession(http, session, sender, sets);
      return made;
    } catch (RtcException e) {
      throw passing(e);
    } finally {
      if (made == null) {
        end(sender, http, session);
      }
    }
  }

  private static String profileLevelId(List<byte[]> sets) throws WhipException {
    try {
      return H264Payload.profileLevelId(sets);
    } catch (IllegalArgumentException e) {
      throw new WhipException(Kind.REFUSED, "the encoder does not say what its H.264 is");
    }
  }

  /**
   * Sends a picture.
   *
   * @param annexB NAL units behind start codes
   * @param ticks of 90 kHz since the stream's zero
   */
  public void video(byte[] annexB, boolean key, long ticks) throws WhipException {
    try {
      sender.video(annexB, parameterSets, key, ticks);
    } catch (RtcException e) {
      throw passing(e);
    }
  }

  /**
   * Sends a piece of sound.
   *
   * @param ticks of 48 kHz since the stream's zero
   */
  public void sound(byte[] opus, long ticks) throws WhipException {
    try {
      sender.sound(opus, ticks);
    } catch (RtcException e) {
      throw passing(e);
    }
  }

  /** Ends the session; the endpoint hears of it. */
  @Override
  public void close() {
    end(sender, http, session);
  }

  private static void end(@Nullable RtcSender sender, WhipHttp http, @Nullable URI session) {
    if (session != null) {
      http.delete(session);
    }
    if (sender != null) {
      sender.close();
    }
    http.close();
  }

  private static WhipException passing(RtcException e) {
    return new WhipException(
        e.wedged() ? Kind.WEDGED : Kind.PASSING, String.valueOf(e.getMessage()));
  }

  /** The local address from which the system would send there; nothing is sent. */
  private static InetAddress route(URI address) throws WhipException {
    String host = address.getHost();
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(new InetSocketAddress(InetAddress.getByName(bare(host)), 9));
      return probe.getLocalAddress();
    } catch (UnknownHostException e) {
      throw new WhipException(Kind.PASSING, "the endpoint's name is not known");
    } catch (IOException | RuntimeException e) {
      throw new WhipException(Kind.PASSING, "no way leads to the endpoint");
    }
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
