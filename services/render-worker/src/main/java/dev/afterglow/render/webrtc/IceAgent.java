package dev.afterglow.render.webrtc;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds a way to the other side over one local UDP socket and keeps asking whether it still wants
 * to be sent to: the controlling side of ICE (RFC 8445) with regular nomination, and consent
 * freshness (RFC 7675). The other side may be lite or full; it may send from an address that it did
 * not name. Sockets and clocks are the caller's. Used by one thread, but for {@link #way}.
 */
final class IceAgent {
  /** Between two checks of all that wait. */
  private static final long CHECK_EVERY_MS = 100;

  private static final long CONSENT_EVERY_MS = 5_000;

  /** RFC 7675, 5.1: consent that was not renewed for that long has ended. */
  static final long CONSENT_MS = 30_000;

  private static final int MOST_REMOTES = 32;
  private static final int MOST_PENDING = 256;

  /** Of a host candidate, component 1 (RFC 8445, 5.1.2.1). */
  static final long HOST_PRIORITY = (126L << 24) | (65_535L << 8) | 255;

  /** Of a peer-reflexive one, as a check announces it. */
  private static final int REFLEXIVE_PRIORITY = (110 << 24) | (65_535 << 8) | 255;

  private final Credentials local;
  private final Credentials remote;
  private final BiConsumer<byte[], InetSocketAddress> out;
  private final RandomGenerator random;
  private final long tieBreaker;
  private final List<InetSocketAddress> remotes = new ArrayList<>();
  private final Map<String, Check> pending = new LinkedHashMap<>();
  private final Map<InetSocketAddress, Boolean> works = new HashMap<>();
  private long nextCheckMs;
  private long consentMs;
  private volatile @Nullable InetSocketAddress way;

  /** A name and a password for checks. */
  record Credentials(String fragment, String password) {
    @Override
    public String toString() {
      return "Credentials[" + fragment + "]";
    }
  }

  private record Check(InetSocketAddress to, boolean nominates) {}

  /**
   * @param candidates where the other side says that it listens
   * @param out sends a datagram to an address
   */
  IceAgent(
      Credentials local,
      Credentials remote,
      List<InetSocketAddress> candidates,
      BiConsumer<byte[], InetSocketAddress> out,
      RandomGenerator random) {
    this.local = local;
    this.remote = remote;
    this.out = out;
    this.random = random;
    this.tieBreaker = random.nextLong();
    candidates.stream().limit(MOST_REMOTES).forEach(remotes::add);
  }

  /** Where to send; empty before a way was found. */
  Optional<InetSocketAddress> way() {
    return Optional.ofNullable(way);
  }

  /** Whether the other side has stopped saying that it wants to be sent to. */
  boolean consentEnded(long nowMs) {
    return way != null && nowMs - consentMs > CONSENT_MS;
  }

  /** Sends what is due. */
  void tick(long nowMs) {
    if (nowMs < nextCheckMs) {
      return;
    }
    InetSocketAddress chosen = way;
    if (chosen == null) {
      nextCheckMs = nowMs + CHECK_EVERY_MS;
      for (InetSocketAddress to : List.copyOf(remotes)) {
        check(to, works.containsKey(to));
      }
    } else {
      // A fifth more or less, so that many sessions do not ask in step (RFC 7675, 5.1).
      nextCheckMs = nowMs + (long) (CONSENT_EVERY_MS * random.nextDouble(0.8, 1.2));
      check(chosen, false);
    }
  }

  /** A STUN message came. */
  void received(byte[] datagram, InetSocketAddress from, long nowMs) {
    StunMessage.read(datagram)
        .ifPresent(
            message -> {
              if (message.type() == StunMessage.REQUEST) {
                asked(message, from);
              } else if (message.type() == StunMessage.SUCCESS) {
                answered(message, from, nowMs);
              }
            });
  }

  private void asked(StunMessage request, InetSocketAddress from) {
    String expected = local.fragment() + ":" + remote.fragment();
    if (!request.text(StunMessage.USERNAME).equals(expected)
        || !request.signedWith(local.password())) {
      return;
    }
    Map<Integer, byte[]> attributes =
        Map.of(StunMessage.XOR_MAPPED_ADDRESS, StunMessage.xorAddress(from, request.transaction()));
    StunMessage answer = StunMessage.of(StunMessage.SUCCESS, request.transaction(), attributes);
    out.accept(answer.bytes(local.password()), from);
    if (way == null && !remotes.contains(from) && remotes.size() < MOST_REMOTES) {
      remotes.add(from);
      check(from, false);
    }
  }

  private void answered(StunMessage answer, InetSocketAddress from, long nowMs) {
    Check check = pending.remove(key(answer.transaction()));
    // An answer from elsewhere proves nothing of the way that was asked (RFC 8445, 7.2.5.2.1).
    if (check == null || !check.to().equals(from) || !answer.signedWith(remote.password())) {
      return;
    }
    if (from.equals(way)) {
      consentMs = nowMs;
    } else if (way == null && check.nominates()) {
      way = from;
      consentMs = nowMs;
      nextCheckMs = nowMs + CONSENT_EVERY_MS;
    } else if (way == null && works.putIfAbsent(from, true) == null) {
      check(from, true);
    }
  }

  private void check(InetSocketAddress to, boolean nominates) {
    byte[] transaction = new byte[StunMessage.TRANSACTION_BYTES];
    random.nextBytes(transaction);
    Map<Integer, byte[]> attributes = new LinkedHashMap<>();
    attributes.put(
        StunMessage.USERNAME,
        (remote.fragment() + ":" + local.fragment()).getBytes(StandardCharsets.UTF_8));
    attributes.put(StunMessage.PRIORITY, ByteBuffer.allocate(4).putInt(REFLEXIVE_PRIORITY).array());
    attributes.put(StunMessage.ICE_CONTROLLING, ByteBuffer.allocate(8).putLong(tieBreaker).array());
    if (nominates) {
      attributes.put(StunMessage.USE_CANDIDATE, new byte[0]);
    }
    if (pending.size() >= MOST_PENDING) {
      pending.remove(pending.keySet().iterator().next());
    }
    pending.put(key(transaction), new Check(to, nominates));
    StunMessage request = StunMessage.of(StunMessage.REQUEST, transaction, attributes);
    out.accept(request.bytes(remote.password()), to);
  }

  private static String key(byte[] transaction) {
    return HexFormat.of().formatHex(transaction);
  }
}
