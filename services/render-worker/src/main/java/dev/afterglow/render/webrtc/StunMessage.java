package dev.afterglow.render.webrtc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A STUN message (RFC 8489) as ICE uses it: binding requests and their answers, with integrity by a
 * password and a fingerprint.
 *
 * @param type class and method, e.g. {@link #REQUEST}
 * @param transaction 12 bytes
 * @param attributes by number, in order; integrity and fingerprint are not among them
 * @param signed the bytes that integrity was computed over, up to its attribute; empty where none
 * @param integrity what the message says its integrity is; empty where it says nothing
 */
@SuppressWarnings("ArrayRecordComponent") // made here, never written
record StunMessage(
    int type,
    byte[] transaction,
    Map<Integer, byte[]> attributes,
    byte[] signed,
    byte[] integrity) {
  static final int REQUEST = 0x0001;
  static final int SUCCESS = 0x0101;

  static final int USERNAME = 0x0006;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int PRIORITY = 0x0024;
  static final int USE_CANDIDATE = 0x0025;
  static final int ICE_CONTROLLING = 0x802A;

  static final int TRANSACTION_BYTES = 12;

  private static final int MESSAGE_INTEGRITY = 0x0008;
  private static final int FINGERPRINT = 0x8028;
  private static final int COOKIE = 0x2112A442;
  private static final int FINGERPRINT_MASK = 0x5354554E;
  private static final int HEAD_BYTES = 20;
  private static final int INTEGRITY_BYTES = 20;
  private static final int LARGEST_BYTES = 1_500;

  static StunMessage of(int type, byte[] transaction, Map<Integer, byte[]> attributes) {
    return new StunMessage(
        type, transaction, new LinkedHashMap<>(attributes), new byte[0], new byte[0]);
  }

  /** Whether a datagram is one, by its first byte (RFC 7983). */
  static boolean is(byte[] datagram) {
    return datagram.length >= HEAD_BYTES && Byte.toUnsignedInt(datagram[0]) < 4;
  }

  /** Reads a message; empty where it is none, or its fingerprint is wrong. */
  static Optional<StunMessage> read(byte[] datagram) {
    if (!is(datagram) || datagram.length > LARGEST_BYTES) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(datagram);
    int type = Short.toUnsignedInt(in.getShort());
    int length = Short.toUnsignedInt(in.getShort());
    if (in.getInt() != COOKIE || length != datagram.length - HEAD_BYTES || length % 4 != 0) {
      return Optional.empty();
    }
    byte[] transaction = new byte[TRANSACTION_BYTES];
    in.get(transaction);
    return attributes(datagram, in, type, transaction);
  }

  private static Optional<StunMessage> attributes(
      byte[] datagram, ByteBuffer in, int type, byte[] transaction) {
    Map<Integer, byte[]> found = new LinkedHashMap<>();
    byte[] signed = {};
    byte[] integrity = {};
    while (in.remaining() >= 4) {
      int at = in.position();
      int name = Short.toUnsignedInt(in.getShort());
      int size = Short.toUnsignedInt(in.getShort());
      int padded = (size + 3) & ~3;
      if (padded > in.remaining()) {
        return Optional.empty();
      }
      byte[] value = new byte[size];
      in.get(value).position(at + 4 + padded);
      if (name == FINGERPRINT) {
        boolean right = size == 4 && ByteBuffer.wrap(value).getInt() == fingerprint(datagram, at);
        return right
            ? Optional.of(new StunMessage(type, transaction, found, signed, integrity))
            : Optional.empty();
      }
      if (name == MESSAGE_INTEGRITY && integrity.length == 0) {
        integrity = value;
        signed = lengthened(datagram, at, INTEGRITY_BYTES + 4);
      } else if (integrity.length == 0) {
        found.putIfAbsent(name, value);
      }
    }
    return Optional.of(new StunMessage(type, transaction, found, signed, integrity));
  }

  /** Whether it was signed with that password. */
  boolean signedWith(String password) {
    return integrity.length == INTEGRITY_BYTES
        && MessageDigest.isEqual(integrity, hmac(password, signed));
  }

  String text(int attribute) {
    byte[] value = attributes.get(attribute);
    return value == null ? "" : new String(value, StandardCharsets.UTF_8);
  }

  /** The message's bytes, signed with a password. */
  byte[] bytes(String password) {
    ByteBuffer out = ByteBuffer.allocate(LARGEST_BYTES);
    out.putShort((short) type).putShort((short) 0).putInt(COOKIE).put(transaction);
    attributes.forEach((name, value) -> put(out, name, value));
    byte[] head = Arrays.copyOf(out.array(), out.position());
    put(out, MESSAGE_INTEGRITY, hmac(password, lengthened(head, head.length, INTEGRITY_BYTES + 4)));
    out.putShort(2, (short) (out.position() - HEAD_BYTES + 8));
    int at = out.position();
    put(out, FINGERPRINT, ByteBuffer.allocate(4).putInt(fingerprint(out.array(), at)).array());
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void put(ByteBuffer out, int name, byte[] value) {
    out.putShort((short) name).putShort((short) value.length).put(value);
    out.position((out.position() + 3) & ~3);
  }

  /** The bytes before a place, with the length that counts what is signed last. */
  private static byte[] lengthened(byte[] message, int to, int more) {
    byte[] out = Arrays.copyOf(message, to);
    ByteBuffer.wrap(out).putShort(2, (short) (to - HEAD_BYTES + more));
    return out;
  }

  private static int fingerprint(byte[] message, int to) {
    CRC32 sum = new CRC32();
    sum.update(message, 0, to);
    return (int) sum.getValue() ^ FINGERPRINT_MASK;
  }

  private static byte[] hmac(String password, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA1", e);
    }
  }

  /** The value of XOR-MAPPED-ADDRESS (RFC 8489, 14.2). */
  static byte[] xorAddress(java.net.InetSocketAddress address, byte[] transaction) {
    byte[] ip = address.getAddress().getAddress();
    byte[] mask = ByteBuffer.allocate(16).putInt(COOKIE).put(transaction).array();
    ByteBuffer out = ByteBuffer.allocate(4 + ip.length);
    out.putShort((short) (ip.length == 4 ? 1 : 2));
    out.putShort((short) (address.getPort() ^ (COOKIE >>> 16)));
    for (int i = 0; i < ip.length; i++) {
      out.put((byte) (ip[i] ^ mask[i]));
    }
    return out.array();
  }
}
