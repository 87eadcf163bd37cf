package dev.afterglow.commerce.experiment;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an experiment draws its arms from. It is recorded before the first slot, so anybody can draw
 * the arms again and see that nobody chose them; {@link #commitment()} can be shown beforehand
 * without giving the arms away.
 *
 * @param hex 64 lower-case hexadecimal digits: 32 bytes
 */
public record Seed(String hex) {
  private static final int BYTES = 32;
  private static final String MAC = "HmacSHA256";

  public Seed {
    if (!hex.equals(HexFormat.of().formatHex(parse(hex)))) {
      throw new IllegalArgumentException("a seed is 64 lower-case hexadecimal digits");
    }
  }

  private static byte[] parse(String hex) {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException("a seed is 64 lower-case hexadecimal digits");
    }
    return HexFormat.of().parseHex(hex);
  }

  /** A fresh seed; in a running service the generator must be one that nobody can foresee. */
  public static Seed draw(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Seed(HexFormat.of().formatHex(bytes));
  }

  /** The arm of a slot: a fair coin, the first bit of HMAC-SHA-256(seed, index as 4 bytes). */
  public Arm arm(int index) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(parse(hex), MAC));
      byte first = mac.doFinal(ByteBuffer.allocate(Integer.BYTES).putInt(index).array())[0];
      return first < 0 ? Arm.ACTION : Arm.CONTROL;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }

  /** The hexadecimal SHA-256 of the seed. */
  public String commitment() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(parse(hex)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
