package dev.afterglow.capture.device;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * Addresses with the same first bits.
 *
 * @param address one of them
 * @param bits how many bits count, 0 to 32 or 128
 */
public record Network(InetAddress address, int bits) {
  public Network {
    if (bits < 0 || bits > address.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("a network is ADDRESS or ADDRESS/BITS");
    }
  }

  /**
   * Reads {@code 10.0.0.7}, {@code 10.0.0.0/8} or {@code fd00::/8}.
   *
   * @throws IllegalArgumentException when it is no network; a host name is none
   */
  public static Network parse(String text) {
    String[] parts = text.strip().split("/", 2);
    InetAddress address = InetAddress.ofLiteral(parts[0]);
    int all = address.getAddress().length * Byte.SIZE;
    try {
      return new Network(address, parts.length == 1 ? all : Integer.parseInt(parts[1]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a network is ADDRESS or ADDRESS/BITS", e);
    }
  }

  /** Whether an address is one of them. */
  public boolean holds(InetAddress other) {
    return Arrays.equals(first(address.getAddress(), bits), first(other.getAddress(), bits));
  }

  /** The bytes with all but the first bits cleared. */
  static byte[] first(byte[] bytes, int bits) {
    byte[] cleared = bytes.clone();
    for (int i = 0; i < cleared.length; i++) {
      int kept = Math.clamp(bits - i * (long) Byte.SIZE, 0, Byte.SIZE);
      cleared[i] &= (byte) (0xFF << (Byte.SIZE - kept));
    }
    return cleared;
  }
}
