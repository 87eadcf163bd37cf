package dev.afterglow.drive.device;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * The public half of a device's Ed25519 key: 32 bytes as in RFC 8032, section 5.1.2.
 *
 * <p>Points of small order are refused: under such a key one signature fits many messages, so that
 * it would prove nothing. So are encodings of numbers that the field does not have.
 */
public final class DeviceKey {
  /** Bytes of a key. */
  public static final int BYTES = 32;

  /** Bytes of a signature. */
  public static final int SIGNATURE_BYTES = 64;

  private static final BigInteger PRIME =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  /** The y of every point whose order divides 8: 1, -1, 0, and the roots of d y^4 + 2 y^2 = 1. */
  private static final Set<BigInteger> SMALL_ORDER =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          PRIME.subtract(BigInteger.ONE),
          littleEndian("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
          littleEndian("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"));

  private final byte[] raw;
  private final PublicKey key;

  private DeviceKey(byte[] raw, PublicKey key) {
    this.raw = raw;
    this.key = key;
  }

  /**
   * A key of its bytes.
   *
   * @throws IllegalArgumentException unless they are 32 bytes that encode a point of large order
   */
  public static DeviceKey of(byte[] raw) {
    if (raw.length != BYTES) {
      throw new IllegalArgumentException("a device key has 32 bytes");
    }
    byte[] y = reversed(raw);
    boolean xOdd = (y[0] & 0x80) != 0;
    y[0] &= 0x7f;
    BigInteger number = new BigInteger(1, y);
    if (number.compareTo(PRIME) >= 0 || SMALL_ORDER.contains(number)) {
      throw new IllegalArgumentException("the key is no point, or one of small order");
    }
    try {
      PublicKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePublic(
                  new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(xOdd, number)));
      // The curve is looked at only here: not every y has an x.
      verifier(key);
      return new DeviceKey(raw.clone(), key);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the key is no point of the curve", e);
    }
  }

  /**
   * The key of a pair that this machine made.
   *
   * @throws IllegalArgumentException unless it is an Ed25519 key
   */
  public static DeviceKey of(PublicKey made) {
    if (!(made instanceof EdECPublicKey key)
        || !key.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
      throw new IllegalArgumentException("not an Ed25519 key");
    }
    byte[] y = key.getPoint().getY().toByteArray();
    byte[] raw = new byte[BYTES];
    for (int i = 0; i < Math.min(BYTES, y.length); i++) {
      raw[i] = y[y.length - 1 - i];
    }
    if (key.getPoint().isXOdd()) {
      raw[BYTES - 1] |= (byte) 0x80;
    }
    return of(raw);
  }

  /** The 32 bytes. */
  public byte[] raw() {
    return raw.clone();
  }

  /** Whether a signature is this key's over that message. */
  public boolean verifies(byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    try {
      Signature verifier = verifier(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      // What cannot be a signature is none.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was usable is no more", e);
    }
  }

  private static Signature verifier(PublicKey key)
      throws InvalidKeyException, NoSuchAlgorithmException {
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(key);
    return verifier;
  }

  private static BigInteger littleEndian(String hex) {
    return new BigInteger(1, reversed(HexFormat.of().parseHex(hex)));
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = bytes[bytes.length - 1 - i];
    }
    return turned;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeviceKey that && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  /** The first bytes, enough to tell keys apart. */
  @Override
  public String toString() {
    return "DeviceKey[" + HexFormat.of().formatHex(raw, 0, 4) + "…]";
  }
}
