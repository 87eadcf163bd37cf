package dev.afterglow.studio.broadcast.store;

import dev.afterglow.studio.broadcast.Destination;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals destinations for the store with AES-256-GCM, bound to their broadcast: their URLs hold
 * stream keys. The layout is one byte of version, then for version 1 a nonce of 12 bytes and the
 * sealed text, for version 0 the open text, which is written only when no URL is in it.
 */
final class DestinationSeal {

  private static final int OPEN = 0;
  private static final int SEALED = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Optional<SecretKey> key;
  private final SecureRandom random = new SecureRandom();

  DestinationSeal(Optional<SecretKey> key) {
    this.key = key;
  }

  /** Whether there is a key. */
  boolean hasKey() {
    return key.isPresent();
  }

  /** Destinations as bytes; empty for none. */
  Optional<byte[]> seal(UUID broadcastId, List<Destination> destinations) {
    if (destinations.isEmpty()) {
      return Optional.empty();
    }
    byte[] open = write(destinations);
    if (destinations.stream().allMatch(it -> it.url().isEmpty())) {
      return Optional.of(prefixed(OPEN, new byte[0], open));
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return Optional.of(
        prefixed(SEALED, nonce, crypt(Cipher.ENCRYPT_MODE, broadcastId, nonce, open)));
  }

  /** The destinations again. */
  List<Destination> open(UUID broadcastId, Optional<byte[]> kept) {
    return kept.map(it -> read(opened(broadcastId, it))).orElse(List.of());
  }

  private byte[] opened(UUID broadcastId, byte[] kept) {
    if (kept[0] == OPEN) {
      return Arrays.copyOfRange(kept, 1, kept.length);
    }
    byte[] nonce = Arrays.copyOfRange(kept, 1, 1 + NONCE_BYTES);
    byte[] sealed = Arrays.copyOfRange(kept, 1 + NONCE_BYTES, kept.length);
    return crypt(Cipher.DECRYPT_MODE, broadcastId, nonce, sealed);
  }

  private byte[] crypt(int mode, UUID broadcastId, byte[] nonce, byte[] input) {
    SecretKey secret =
        key.orElseThrow(
            () -> new IllegalStateException("no key file: destinations cannot be read or kept"));
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(
          ByteBuffer.allocate(Long.BYTES * 2)
              .putLong(broadcastId.getMostSignificantBits())
              .putLong(broadcastId.getLeastSignificantBits())
              .array());
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("destinations cannot be sealed or opened with this key", e);
    }
  }

  private static byte[] prefixed(int version, byte[] nonce, byte[] text) {
    return ByteBuffer.allocate(1 + nonce.length + text.length)
        .put((byte) version)
        .put(nonce)
        .put(text)
        .array();
  }

  private static byte[] write(List<Destination> destinations) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(destinations.size());
      for (Destination destination : destinations) {
        out.writeUTF(destination.name());
        out.writeUTF(destination.kind().name());
        out.writeUTF(destination.url());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static List<Destination> read(byte[] open) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(open))) {
      int count = in.readUnsignedByte();
      List<Destination> destinations = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        String name = in.readUTF();
        Destination.Kind kind = Destination.Kind.valueOf(in.readUTF());
        destinations.add(new Destination(name, kind, in.readUTF()));
      }
      return List.copyOf(destinations);
    } catch (IOException e) {
      throw new UncheckedIOException("kept destinations are cut short", e);
    }
  }
}
