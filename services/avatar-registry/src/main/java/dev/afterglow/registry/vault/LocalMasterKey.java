package dev.afterglow.registry.vault;

import com.google.crypto.tink.Aead;
import java.util.Optional;

/** A master key in a file on this machine: for one machine, and what people begin with. */
final class LocalMasterKey implements MasterKey {
  /** What it is called in rows. */
  static final String VERSION = "local";

  private final Aead aead;

  LocalMasterKey(Aead aead) {
    this.aead = aead;
  }

  @Override
  public Aead aead() {
    return aead;
  }

  @Override
  public String version(byte[] ciphertext) {
    return VERSION;
  }

  @Override
  public String newest() {
    return VERSION;
  }

  @Override
  public Optional<byte[]> rewrapped(byte[] ciphertext, byte[] associated) {
    return Optional.empty();
  }
}
