package dev.afterglow.render.webrtc;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What the other side says of itself.
 *
 * @param fragment the name for checks, 4 to 256 characters
 * @param password for checks, 22 to 256 characters
 * @param hashAlgorithm of its certificate's fingerprint, e.g. {@code sha-256}
 * @param hash in hexadecimal with colons
 * @param waits whether it waits for this side to begin with DTLS
 * @param candidates where it says that it listens; may be empty, then it must call
 */
public record RtcPeer(
    String fragment,
    String password,
    String hashAlgorithm,
    String hash,
    boolean waits,
    List<InetSocketAddress> candidates) {
  public RtcPeer {
    candidates = List.copyOf(candidates);
  }

  @Override
  public String toString() {
    return "RtcPeer[" + candidates.size() + " candidates]";
  }
}
