package dev.afterglow.registry.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.proto.EncryptedKeyset;
import com.google.protobuf.ByteString;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Keys under a master key, in Tink's format. A registry that moves from a key file to key
 * management has some under the one and some under the other; both are read, and new ones lie under
 * the master.
 */
final class WrappedKeys {
  private final MasterKey master;
  private final Optional<MasterKey> former;

  /**
   * Keys under a master key.
   *
   * @param former the key file that was used before; empty where there is none
   */
  WrappedKeys(MasterKey master, Optional<MasterKey> former) {
    this.master = master;
    this.former = former;
  }

  byte[] wrap(KeysetHandle key, byte[] associated) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.serializeEncryptedKeyset(key, master.aead(), associated);
  }

  KeysetHandle unwrap(byte[] wrapped, byte[] associated) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, reader(wrapped), associated);
  }

  private Aead reader(byte[] wrapped) throws GeneralSecurityException {
    return former.filter(it -> isFormer(wrapped)).orElse(master).aead();
  }

  private boolean isFormer(byte[] wrapped) {
    return version(wrapped).equals(LocalMasterKey.VERSION);
  }

  /** The word for what wrapped a key; that of a key file for what is no wrapped key at all. */
  String version(byte[] wrapped) {
    try {
      return master.version(ciphertext(wrapped));
    } catch (GeneralSecurityException e) {
      return LocalMasterKey.VERSION;
    }
  }

  /** The word for what would wrap now. */
  String newest() {
    return master.newest();
  }

  /** The same under the newest version; empty where that cannot be done. */
  Optional<byte[]> rewrapped(byte[] wrapped, byte[] associated) throws GeneralSecurityException {
    byte[] ciphertext = ciphertext(wrapped);
    Optional<byte[]> newer =
        former.isPresent() && isFormer(wrapped)
            ? Optional.of(moved(former.get(), ciphertext, associated))
            : master.rewrapped(ciphertext, associated);
    return newer.map(
        it ->
            EncryptedKeyset.newBuilder()
                .setEncryptedKeyset(ByteString.copyFrom(it))
                .build()
                .toByteArray());
  }

  private byte[] moved(MasterKey from, byte[] ciphertext, byte[] associated)
      throws GeneralSecurityException {
    byte[] plain = from.aead().decrypt(ciphertext, associated);
    try {
      return master.aead().encrypt(plain, associated);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] ciphertext(byte[] wrapped) throws GeneralSecurityException {
    try {
      return EncryptedKeyset.parseFrom(wrapped, ExtensionRegistryLite.getEmptyRegistry())
          .getEncryptedKeyset()
          .toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new GeneralSecurityException("this is no wrapped key", e);
    }
  }
}
