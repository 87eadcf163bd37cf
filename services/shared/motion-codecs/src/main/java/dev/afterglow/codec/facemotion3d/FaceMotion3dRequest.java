package dev.afterglow.codec.facemotion3d;

import dev.afterglow.codec.Resend;
import java.nio.charset.StandardCharsets;

/**
 * What a receiver sends over UDP to the phone's port {@value #PHONE_PORT}: ASCII without an end.
 */
public enum FaceMotion3dRequest {
  /** Frames over UDP. */
  UDP("FACEMOTION3D_OtherStreaming"),
  /** The phone calls the receiver's TCP port {@value #TCP_ANSWER_PORT}. */
  TCP("FACEMOTION3D_OtherStreaming|protocol=tcp"),
  /** No more frames. */
  STOP("StopStreaming_FACEMOTION3D");

  /** Where the phone listens. */
  public static final int PHONE_PORT = 49_993;

  /** Where the phone calls for TCP. */
  public static final int TCP_ANSWER_PORT = 49_986;

  private static final int BURST = 3;
  private static final long EVERY_US = 2_000_000;

  private final String text;

  FaceMotion3dRequest(String text) {
    this.text = text;
  }

  /** The datagram; a fresh copy. */
  public byte[] datagram() {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Three times, then every two seconds without an answer. */
  public static Resend resend() {
    return new Resend(BURST, EVERY_US, false);
  }
}
