package dev.afterglow.render.webrtc;

import dev.afterglow.render.webrtc.DtlsIdentity.Fingerprint;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * DTLS 1.2 over datagrams that somebody else carries, for the keys of SRTP (RFC 5764). One thread
 * runs it; another one hands it what came.
 */
final class DtlsLink implements DatagramTransport {
  /** Under the smallest path that is met in practice, IPv6 and UDP counted. */
  private static final int LARGEST_BYTES = 1_200;

  private static final int LARGEST_TAKEN_BYTES = 1_500;
  private static final int WAITING = 64;
  private static final int POLL_MS = 1_000;

  private final BlockingQueue<byte[]> came = new ArrayBlockingQueue<>(WAITING);
  private final Consumer<byte[]> out;
  private volatile boolean closed;
  private @Nullable DTLSTransport transport;

  /**
   * The keys of both directions.
   *
   * @param send what goes out
   * @param receive what comes in
   */
  record Keys(Srtp send, Srtp receive) {}

  /**
   * @param out sends a datagram to the other side
   */
  DtlsLink(Consumer<byte[]> out) {
    this.out = out;
  }

  /** Whether a datagram is DTLS, by its first byte (RFC 7983). */
  static boolean is(byte[] datagram) {
    int first = datagram.length == 0 ? 0 : Byte.toUnsignedInt(datagram[0]);
    return first >= 20 && first <= 63;
  }

  /** A datagram came; where nobody takes them, the newest is lost, as on any network. */
  void received(byte[] datagram) {
    came.offer(datagram);
  }

  /**
   * Agrees on keys with the one whose certificate has that fingerprint.
   *
   * @param client whether this side begins
   * @throws IOException when it does not come about, or the certificate is another one
   */
  Keys handshake(boolean client, DtlsIdentity identity, Fingerprint other, SecureRandom random)
      throws IOException {
    DtlsTerms terms = new DtlsTerms(new BcTlsCrypto(random), identity, other);
    if (client) {
      transport = new DTLSClientProtocol().connect(new DtlsAsClient(terms), this);
    } else {
      transport = new DTLSServerProtocol().accept(new DtlsAsServer(terms), this);
    }
    return terms.keys(client);
  }

  /** Stays until the other side ends the link, or this one. */
  void awaitEnd() {
    DTLSTransport link = transport;
    byte[] unused = new byte[LARGEST_TAKEN_BYTES];
    try {
      while (link != null && !closed) {
        link.receive(unused, 0, unused.length, POLL_MS);
      }
    } catch (IOException ended) {
      // said by returning: an alert, or the link's own end
    }
  }

  @Override
  public int getReceiveLimit() {
    return LARGEST_TAKEN_BYTES;
  }

  @Override
  public int getSendLimit() {
    return LARGEST_BYTES;
  }

  @Override
  public int receive(byte[] buffer, int offset, int length, int waitMs) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    try {
      byte[] datagram = came.poll(waitMs, TimeUnit.MILLISECONDS);
      if (datagram == null) {
        return -1;
      }
      int size = Math.min(length, datagram.length);
      System.arraycopy(datagram, 0, buffer, offset, size);
      return size;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    out.accept(Arrays.copyOfRange(buffer, offset, offset + length));
  }

  /** The other side hears of it. */
  void end() {
    DTLSTransport link = transport;
    if (link != null) {
      try {
        link.close();
      } catch (IOException e) {
        // it is over either way
      }
    }
    closed = true;
  }

  @Override
  public void close() {
    closed = true;
  }
}
