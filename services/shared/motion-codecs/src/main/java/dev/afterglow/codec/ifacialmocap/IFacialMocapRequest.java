package dev.afterglow.codec.ifacialmocap;

import dev.afterglow.codec.Resend;
import java.nio.charset.StandardCharsets;

/**
 * What a receiver sends to the phone's UDP port {@value #PHONE_PORT}: ASCII without an end, always
 * over UDP, also when the answer is to come over TCP. It may get lost, so it goes by {@link
 * #resend()}.
 */
public enum IFacialMocapRequest {
  /** Frames in version 1 to the receiver's UDP port 49983. */
  UDP_V1("iFacialMocap_" + Key.TEXT, 49_983),
  /** Frames in version 2 to the receiver's UDP port 49983. */
  UDP_V2("iFacialMocap_" + Key.TEXT + Key.V2, 49_983),
  /** The phone calls the receiver's TCP port 49986 and sends version 1. */
  TCP_V1("iFacialMocap_UDPTCP_" + Key.TEXT, 49_986),
  /** The phone calls the receiver's TCP port 49986 and sends version 2. */
  TCP_V2("iFacialMocap_UDPTCP_" + Key.TEXT + Key.V2, 49_986),
  /** Ends a TCP stream. */
  TCP_STOP("iFacialMocap_UDPTCPSTOP_" + Key.TEXT, 49_986);

  /** Where the phone listens. */
  public static final int PHONE_PORT = 49_983;

  private static final int BURST = 3;
  private static final long EVERY_US = 2_000_000;

  private final String text;
  private final int answerPort;

  IFacialMocapRequest(String text, int answerPort) {
    this.text = text;
    this.answerPort = answerPort;
  }

  // Constants of an enum may not read its static fields.
  private static final class Key {
    private static final String TEXT = "sahuasouryya9218sauhuiayeta91555dy3719";
    private static final String V2 = "|sendDataVersion=v2";
  }

  /** The datagram; a fresh copy. */
  public byte[] datagram() {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The receiver's port at which the answer comes. */
  public int answerPort() {
    return answerPort;
  }

  /** Three times, then every two seconds without an answer. */
  public static Resend resend() {
    return new Resend(BURST, EVERY_US, false);
  }
}
