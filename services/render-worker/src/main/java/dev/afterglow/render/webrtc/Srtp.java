package dev.afterglow.render.webrtc;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Protects what goes in one direction (RFC 3711): AES-128 in counter mode, HMAC-SHA1 of which 80
 * bits are sent, keys derived once. Packets of a source must be protected in the order of their
 * numbers. Used by one thread.
 */
final class Srtp {
  static final int KEY_BYTES = 16;
  static final int SALT_BYTES = 14;
  static final int TAG_BYTES = 10;

  private static final int AUTH_KEY_BYTES = 20;
  private static final int RTCP_HEAD_BYTES = 8;
  private static final int RTCP_INDEX_BYTES = 4;
  private static final int ENCRYPTED = 0x80000000;
  private static final int BLOCK_BYTES = 16;

  private static final int RTP_LABEL = 0;
  private static final int RTCP_LABEL = 3;

  private final Direction rtp;
  private final Direction rtcp;
  private int rtcpIndex;

  /** Cipher, salt and authentication of one kind of packet. */
  @SuppressWarnings("ArrayRecordComponent") // made here, never written
  private record Direction(SecretKeySpec key, byte[] salt, Mac mac, Cipher cipher) {
    byte[] crypted(byte[] data, int from, int to, int ssrc, long index)
        throws GeneralSecurityException {
      ByteBuffer iv = ByteBuffer.allocate(BLOCK_BYTES).put(salt);
      iv.putInt(4, iv.getInt(4) ^ ssrc);
      iv.putShort(8, (short) (iv.getShort(8) ^ (short) (index >>> 32)));
      iv.putInt(10, iv.getInt(10) ^ (int) index);
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv.array()));
      return cipher.doFinal(data, from, to - from);
    }

    byte[] tag(byte[] data, int length, int after) {
      mac.update(data, 0, length);
      return Arrays.copyOf(mac.doFinal(ByteBuffer.allocate(4).putInt(after).array()), TAG_BYTES);
    }
  }

  /**
   * @param key master key, {@value #KEY_BYTES} bytes
   * @param salt master salt, {@value #SALT_BYTES} bytes
   */
  Srtp(byte[] key, byte[] salt) {
    try {
      rtp = direction(key, salt, RTP_LABEL);
      rtcp = direction(key, salt, RTCP_LABEL);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES and HmacSHA1", e);
    }
  }

  private static Direction direction(byte[] key, byte[] salt, int label)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(derived(key, salt, label + 1, AUTH_KEY_BYTES), "HmacSHA1"));
    return new Direction(
        new SecretKeySpec(derived(key, salt, label, KEY_BYTES), "AES"),
        derived(key, salt, label + 2, SALT_BYTES),
        mac,
        Cipher.getInstance("AES/CTR/NoPadding"));
  }

  /** A session key (RFC 3711, 4.3.1 and 4.3.3), with a key derivation rate of zero. */
  static byte[] derived(byte[] key, byte[] salt, int label, int length) {
    try {
      byte[] iv = Arrays.copyOf(salt, BLOCK_BYTES);
      iv[7] ^= (byte) label;
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(new byte[length]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES", e);
    }
  }

  /**
   * A packet as it is sent.
   *
   * @param packet an RTP packet without extensions
   * @param head bytes of its header
   * @param rollovers how often the source's numbers went round
   */
  byte[] protect(byte[] packet, int head, int rollovers) {
    ByteBuffer in = ByteBuffer.wrap(packet);
    long index = Integer.toUnsignedLong(rollovers) << 16 | Short.toUnsignedInt(in.getShort(2));
    try {
      byte[] body = rtp.crypted(packet, head, packet.length, in.getInt(8), index);
      byte[] out = Arrays.copyOf(packet, packet.length + TAG_BYTES);
      System.arraycopy(body, 0, out, head, body.length);
      System.arraycopy(rtp.tag(out, packet.length, rollovers), 0, out, packet.length, TAG_BYTES);
      return out;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a packet was not encrypted", e);
    }
  }

  /** A compound control packet as it is sent. */
  byte[] protectControl(byte[] packet) {
    int index = rtcpIndex++ & ~ENCRYPTED;
    try {
      int ssrc = ByteBuffer.wrap(packet).getInt(4);
      byte[] body = rtcp.crypted(packet, RTCP_HEAD_BYTES, packet.length, ssrc, index);
      ByteBuffer out =
          ByteBuffer.allocate(packet.length + RTCP_INDEX_BYTES + TAG_BYTES)
              .put(packet, 0, RTCP_HEAD_BYTES)
              .put(body)
              .putInt(index | ENCRYPTED);
      return out.put(rtcp.tag(out.array(), packet.length, index | ENCRYPTED)).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a packet was not encrypted", e);
    }
  }

  /** A control packet that came, in the clear; empty where it was not made with these keys. */
  Optional<byte[]> openControl(byte[] packet) {
    int length = packet.length - RTCP_INDEX_BYTES - TAG_BYTES;
    if (length < RTCP_HEAD_BYTES) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(packet);
    int index = in.getInt(length);
    byte[] tag = Arrays.copyOfRange(packet, length + RTCP_INDEX_BYTES, packet.length);
    if (!MessageDigest.isEqual(tag, rtcp.tag(packet, length, index))) {
      return Optional.empty();
    }
    byte[] out = Arrays.copyOf(packet, length);
    if ((index & ENCRYPTED) != 0) {
      try {
        byte[] body =
            rtcp.crypted(packet, RTCP_HEAD_BYTES, length, in.getInt(4), index & ~ENCRYPTED);
        System.arraycopy(body, 0, out, RTCP_HEAD_BYTES, body.length);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a packet was not decrypted", e);
      }
    }
    return Optional.of(out);
  }
}
