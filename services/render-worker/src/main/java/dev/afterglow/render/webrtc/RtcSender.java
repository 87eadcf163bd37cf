package dev.afterglow.render.webrtc;

import dev.afterglow.render.webrtc.DtlsIdentity.Fingerprint;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends a picture and a sound track over one UDP socket to somebody who answered an offer. Written
 * by one thread; a thread of its own reads, answers checks and sends again what was lost on the
 * way.
 */
public final class RtcSender implements AutoCloseable {
  /** Of a payload: with headers and tag it stays below what every path carries. */
  private static final int LARGEST_PAYLOAD_BYTES = 1_150;

  private static final int LARGEST_DATAGRAM_BYTES = 2_048;

  /** A key frame is a burst of a hundred packets. */
  private static final int SEND_BUFFER_BYTES = 1 << 20;

  private static final int READ_PATIENCE_MS = 50;
  private static final long REPORT_EVERY_MS = 1_000;
  private static final long CLOSE_PATIENCE_MS = 1_000;
  private static final int FRAGMENT_BYTES = 4;
  private static final int PASSWORD_BYTES = 16;

  private final DatagramSocket socket;
  private final SecureRandom random;
  private final LongSupplier nanoClock;
  private final DtlsIdentity identity;
  private final IceAgent.Credentials local;
  private final String name;
  private final int videoSsrc;
  private final int soundSsrc;
  private final DtlsLink link;
  private final Thread reader;
  private volatile @Nullable IceAgent ice;
  private volatile @Nullable Media media;
  private volatile @Nullable RtcException fault;
  private volatile boolean closed;
  private long nextReportMs;

  /** What flows once there are keys. */
  private record Media(RtpSource video, RtpSource sound, Srtp send, Srtp receive) {}

  /** The numbers by which the description calls the two formats. */
  public record Payloads(int video, int sound) {}

  /**
   * Opens the socket.
   *
   * @param at the local address that leads to the other side
   * @param nanoClock monotonic nanoseconds
   * @param now for the certificate
   * @throws RtcException when there is no socket to be had
   */
  public RtcSender(InetAddress at, SecureRandom random, LongSupplier nanoClock, Instant now)
      throws RtcException {
    this.random = random;
    this.nanoClock = nanoClock;
    try {
      socket = new DatagramSocket(0, at);
      socket.setSoTimeout(READ_PATIENCE_MS);
      socket.setSendBufferSize(SEND_BUFFER_BYTES);
    } catch (IOException e) {
      throw new RtcException("no socket could be opened", false);
    }
    identity = DtlsIdentity.make(random, now);
    local = new IceAgent.Credentials(hex(FRAGMENT_BYTES), hex(PASSWORD_BYTES));
    name = hex(FRAGMENT_BYTES);
    videoSsrc = random.nextInt(1, Integer.MAX_VALUE);
    soundSsrc = videoSsrc - 1;
    link = new DtlsLink(this::sendOnTheWay);
    reader = Thread.ofPlatform().name("rtc").daemon().unstarted(this::read);
  }

  /** Where this side listens. */
  public InetSocketAddress candidate() {
    return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
  }

  /** The priority of {@link #candidate}. */
  public static long candidatePriority() {
    return IceAgent.HOST_PRIORITY;
  }

  public String fragment() {
    return local.fragment();
  }

  public String password() {
    return local.password();
  }

  /** Algorithm and hash of this side's certificate. */
  public String fingerprint() {
    return identity.fingerprint();
  }

  /** The name that both tracks share. */
  public String canonicalName() {
    return name;
  }

  public int videoSsrc() {
    return videoSsrc;
  }

  public int soundSsrc() {
    return soundSsrc;
  }

  /**
   * Finds a way, proves the other side and agrees on keys.
   *
   * @param giveUp asked while it waits; true ends it
   */
  public void connect(RtcPeer peer, Payloads payloads, BooleanSupplier giveUp) throws RtcException {
    ice =
        new IceAgent(
            local,
            new IceAgent.Credentials(peer.fragment(), peer.password()),
            peer.candidates(),
            this::send,
            random);
    reader.start();
    awaitWay(giveUp);
    DtlsLink.Keys keys = agree(peer, giveUp);
    media =
        new Media(
            new RtpSource(videoSsrc, payloads.video(), 90_000, keys.send(), random),
            new RtpSource(soundSsrc, payloads.sound(), 48_000, keys.send(), random),
            keys.send(),
            keys.receive());
    Thread.ofVirtual().name("rtc-end").start(this::awaitEnd);
  }

  private void awaitWay(BooleanSupplier giveUp) throws RtcException {
    while (way() == null) {
      if (giveUp.getAsBoolean()) {
        throw new RtcException("no way to the media server was found", false);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RtcException("interrupted", false);
      }
    }
  }

  private DtlsLink.Keys agree(RtcPeer peer, BooleanSupplier giveUp) throws RtcException {
    CompletableFuture<DtlsLink.Keys> agreed = new CompletableFuture<>();
    Fingerprint other = new Fingerprint(peer.hashAlgorithm(), peer.hash());
    Thread.ofVirtual()
        .name("rtc-keys")
        .start(
            () -> {
              try {
                agreed.complete(link.handshake(peer.waits(), identity, other, random));
              } catch (IOException | RuntimeException e) {
                agreed.completeExceptionally(e);
              }
            });
    while (true) {
      try {
        return agreed.get(READ_PATIENCE_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        if (giveUp.getAsBoolean()) {
          throw new RtcException("the media server agreed on no keys in time", false);
        }
      } catch (ExecutionException e) {
        throw new RtcException("the media server was not proven, or agreed on no keys", false);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RtcException("interrupted", false);
      }
    }
  }

  /**
   * Sends a picture.
   *
   * @param parameterSets go before a picture that begins anew and brings none
   * @param ticks of 90 kHz since the stream's zero
   * @throws RtcException when the other side is gone
   */
  public void video(byte[] annexB, List<byte[]> parameterSets, boolean key, long ticks)
      throws RtcException {
    Media to = ready();
    List<byte[]> payloads = H264Payload.of(annexB, LARGEST_PAYLOAD_BYTES);
    if (key && !H264Payload.hasParameterSets(annexB)) {
      for (byte[] set : parameterSets) {
        sendOnTheWay(packet(to.video(), set, ticks, false));
      }
    }
    for (int i = 0; i < payloads.size(); i++) {
      sendOnTheWay(packet(to.video(), payloads.get(i), ticks, i == payloads.size() - 1));
    }
    report(to);
  }

  /**
   * Sends a piece of sound.
   *
   * @param ticks of 48 kHz since the stream's zero
   * @throws RtcException when the other side is gone
   */
  public void sound(byte[] opus, long ticks) throws RtcException {
    sendOnTheWay(packet(ready().sound(), opus, ticks, false));
  }

  private static byte[] packet(RtpSource source, byte[] payload, long ticks, boolean marker) {
    synchronized (source) {
      return source.packet(payload, ticks, marker);
    }
  }

  private Media ready() throws RtcException {
    RtcException gone = fault;
    Media now = media;
    if (gone != null || now == null) {
      throw gone != null ? gone : new RtcException("not connected", false);
    }
    return now;
  }

  private void report(Media to) {
    long now = nowMs();
    if (now >= nextReportMs) {
      nextReportMs = now + REPORT_EVERY_MS;
      for (RtpSource source : List.of(to.video(), to.sound())) {
        if (source.hasSent()) {
          sendOnTheWay(to.send().protectControl(source.report(name)));
        }
      }
    }
  }

  private void read() {
    byte[] buffer = new byte[LARGEST_DATAGRAM_BYTES];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    while (!closed) {
      try {
        packet.setLength(buffer.length);
        socket.receive(packet);
        byte[] datagram = Arrays.copyOf(buffer, packet.getLength());
        came(datagram, (InetSocketAddress) packet.getSocketAddress());
      } catch (SocketTimeoutException nothing) {
        // looks whether something is due
      } catch (IOException e) {
        fail(new RtcException("the socket was closed", false));
        return;
      }
      tick();
    }
  }

  private void came(byte[] datagram, InetSocketAddress from) {
    IceAgent agent = ice;
    if (agent == null) {
      return;
    }
    if (StunMessage.is(datagram)) {
      agent.received(datagram, from, nowMs());
    } else if (DtlsLink.is(datagram)) {
      link.received(datagram);
    } else {
      feedback(datagram);
    }
  }

  private void feedback(byte[] datagram) {
    Media now = media;
    if (now == null) {
      return;
    }
    now.receive()
        .openControl(datagram)
        .map(Feedback::read)
        .ifPresent(said -> said.missing().forEach(it -> again(now, it)));
  }

  private void again(Media now, Feedback.Missing missing) {
    for (RtpSource source : List.of(now.video(), now.sound())) {
      if (source.ssrc() == missing.ssrc()) {
        byte[] packet;
        synchronized (source) {
          packet = source.again(missing.number());
        }
        if (packet != null) {
          sendOnTheWay(packet);
        }
      }
    }
  }

  private void tick() {
    IceAgent agent = ice;
    if (agent != null) {
      agent.tick(nowMs());
      if (agent.consentEnded(nowMs())) {
        fail(new RtcException("wedged: the media server answered nothing any more", true));
      }
    }
  }

  private void awaitEnd() {
    link.awaitEnd();
    fail(new RtcException("the server closed the connection", false));
  }

  private void fail(RtcException why) {
    if (fault == null) {
      fault = why;
    }
  }

  private @Nullable InetSocketAddress way() {
    IceAgent agent = ice;
    return agent == null ? null : agent.way().orElse(null);
  }

  private void sendOnTheWay(byte[] datagram) {
    InetSocketAddress to = way();
    if (to != null) {
      send(datagram, to);
    }
  }

  /** A datagram that cannot be sent is a lost one: whether anything arrives, consent says. */
  private void send(byte[] datagram, InetSocketAddress to) {
    try {
      socket.send(new DatagramPacket(datagram, datagram.length, to));
    } catch (IOException lost) {
      // as said above
    }
  }

  private long nowMs() {
    return nanoClock.getAsLong() / 1_000_000;
  }

  private String hex(int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    return HexFormat.of().formatHex(value);
  }

  @Override
  public void close() {
    link.end();
    closed = true;
    socket.close();
    try {
      if (reader.isAlive()) {
        reader.join(CLOSE_PATIENCE_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
