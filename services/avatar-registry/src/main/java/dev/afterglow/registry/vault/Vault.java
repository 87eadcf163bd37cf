package dev.afterglow.registry.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.HmacPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.DocumentType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Seals documents. Each subject has an AES-256-GCM key of their own, kept only under the master
 * key; deleting that wrapped key erases the person, in every backup that has no copy of it.
 *
 * <p>The master key is a {@link MasterKey}: a file on one machine, or a key in key management that
 * never leaves it. With the latter the other keys' files are wrapped by it as well, so that the
 * disk alone tells nothing.
 *
 * <p>The blind index is HMAC-SHA-256 cut to 128 bits under a key of its own. The numbers of a whole
 * country can be tried against a plain hash in hours; without this key they cannot be tried at all.
 * A second key of that kind fingerprints requests that hold a number.
 */
public final class Vault {
  private static final int INDEX_BYTES = 16;
  private static final char SEPARATOR = '\u001f';

  private static final String MASTER = "vault-master.json";
  private static final String INDEX = "vault-index";
  private static final String FINGERPRINT = "vault-fingerprint";
  private static final String PLAIN = ".json";
  private static final String SEALED = ".sealed";

  private final KeyFiles files;
  private final WrappedKeys keys;
  private final PrfSet index;
  private final PrfSet fingerprints;

  private Vault(KeyFiles files, WrappedKeys keys, PrfSet index, PrfSet fingerprints) {
    this.files = files;
    this.keys = keys;
    this.index = index;
    this.fingerprints = fingerprints;
  }

  /** A vault on key files: for one machine. */
  public static Vault on(KeyFiles files) {
    register();
    try {
      return new Vault(
          files,
          new WrappedKeys(local(files), Optional.empty()),
          prfs(keyset(files, INDEX + PLAIN, Vault::prfKeyset)),
          prfs(keyset(files, FINGERPRINT + PLAIN, Vault::prfKeyset)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the vault's keys cannot be used", e);
    }
  }

  /**
   * A vault on a key in key management. Files of a vault that was on key files before are taken
   * over: the index stays what it was, and subjects' keys are moved by {@link #rewrapped}.
   *
   * @throws MasterKey.Unavailable where key management does not answer
   */
  public static Vault on(KeyFiles files, MasterKey master) {
    register();
    try {
      Optional<MasterKey> former =
          files.exists(MASTER) ? Optional.of(local(files)) : Optional.empty();
      WrappedKeys keys = new WrappedKeys(master, former);
      return new Vault(
          files, keys, prfs(sealed(files, keys, INDEX)), prfs(sealed(files, keys, FINGERPRINT)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the vault's keys cannot be used", e);
    }
  }

  private static void register() {
    try {
      AeadConfig.register();
      PrfConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the vault's ciphers cannot be used", e);
    }
  }

  private static MasterKey local(KeyFiles files) throws GeneralSecurityException {
    return new LocalMasterKey(
        keyset(files, MASTER, Vault::masterKeyset)
            .getPrimitive(RegistryConfiguration.get(), Aead.class));
  }

  private static PrfSet prfs(KeysetHandle keys) throws GeneralSecurityException {
    return keys.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
  }

  private static KeysetHandle sealed(KeyFiles files, WrappedKeys keys, String name)
      throws GeneralSecurityException {
    byte[] wrapped =
        files.readOrMake(
            name + SEALED,
            () -> {
              try {
                KeysetHandle key =
                    files.exists(name + PLAIN)
                        ? keyset(files, name + PLAIN, Vault::prfKeyset)
                        : prfKeyset();
                return keys.wrap(key, associated(name, "file"));
              } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a key cannot be wrapped", e);
              }
            });
    return keys.unwrap(wrapped, associated(name, "file"));
  }

  /**
   * Seals a document under a fresh key of the subject's. Blocks where the master key is elsewhere.
   *
   * @throws MasterKey.Unavailable where key management does not answer
   */
  public SealedDocument seal(String subjectId, Document document) {
    try {
      KeysetHandle key = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
      byte[] ciphertext =
          key.getPrimitive(RegistryConfiguration.get(), Aead.class)
              .encrypt(plain(document), associated(subjectId, "document"));
      byte[] wrapped = keys.wrap(key, associated(subjectId, "key"));
      return new SealedDocument(ciphertext, wrapped, keys.version(wrapped), blindIndex(document));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a document cannot be sealed", e);
    }
  }

  /**
   * Opens a sealed document.
   *
   * @throws IllegalStateException where key, subject and ciphertext do not belong together
   * @throws MasterKey.Unavailable where key management does not answer
   */
  public Document open(String subjectId, byte[] ciphertext, byte[] wrappedKey) {
    try {
      byte[] plain =
          keys.unwrap(wrappedKey, associated(subjectId, "key"))
              .getPrimitive(RegistryConfiguration.get(), Aead.class)
              .decrypt(ciphertext, associated(subjectId, "document"));
      String[] parts =
          new String(plain, StandardCharsets.UTF_8).split(String.valueOf(SEPARATOR), -1);
      return new Document(DocumentType.valueOf(parts[0]), parts[1], parts[2]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a document cannot be opened", e);
    }
  }

  /**
   * The word for what would wrap a key now. Example: {@code transit:v3}.
   *
   * @throws MasterKey.Unavailable where key management does not answer
   */
  public String newestVersion() {
    return keys.newest();
  }

  /**
   * A subject's key under the newest version of the master key. The key itself stays the same, and
   * so does what it sealed. Blocks where the master key is elsewhere.
   *
   * @throws IllegalStateException where the key is not the subject's, or damaged
   * @throws MasterKey.Unavailable where key management does not answer
   */
  public Rewrapped rewrapped(String subjectId, byte[] wrappedKey) {
    byte[] newer = rewrapped(wrappedKey, associated(subjectId, "key"));
    return new Rewrapped(newer, keys.version(newer));
  }

  /**
   * A key that was wrapped anew.
   *
   * @param wrappedKey the key
   * @param version the word for what wrapped it
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Rewrapped(byte[] wrappedKey, String version) {}

  /** Wraps the vault's own key files anew where they lie under an older version. */
  public void renewFiles() {
    String newest = keys.newest();
    for (String name : List.of(INDEX, FINGERPRINT)) {
      byte[] wrapped = files.exists(name + SEALED) ? files.read(name + SEALED) : new byte[0];
      if (wrapped.length > 0 && !keys.version(wrapped).equals(newest)) {
        files.replace(name + SEALED, rewrapped(wrapped, associated(name, "file")));
      }
    }
  }

  private byte[] rewrapped(byte[] wrapped, byte[] associated) {
    try {
      return keys.rewrapped(wrapped, associated)
          .orElseThrow(() -> new IllegalStateException("a key cannot be wrapped anew"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key cannot be wrapped anew", e);
    }
  }

  /** Each index under which the number may stand: once, every kind had one of its own. */
  public byte[][] blindIndexes(Document document) {
    return Arrays.stream(DocumentType.values())
        .filter(type -> type.numbering() == document.type().numbering())
        .map(type -> type.name() + SEPARATOR + document.identifier())
        .map(text -> prf(index, text.getBytes(StandardCharsets.UTF_8)))
        .toArray(byte[][]::new);
  }

  /**
   * What equal numbers share; the name plays no part. Kinds whose numbers have one form share one
   * index, so that a number is one subject's under whatever kind it comes.
   */
  public byte[] blindIndex(Document document) {
    return prf(
        index,
        (document.type().numbering().name() + SEPARATOR + document.identifier())
            .getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What equal documents share, the holder's name included: case, width and spacing of the name do
   * not matter.
   */
  public byte[] documentFingerprint(Document document) {
    String name =
        Normalizer.normalize(document.name(), Normalizer.Form.NFKC)
            .toUpperCase(Locale.ROOT)
            .replaceAll("\\s+", " ");
    String text =
        "identity-review"
            + SEPARATOR
            + document.type().name()
            + SEPARATOR
            + document.identifier()
            + SEPARATOR
            + name;
    return prf(fingerprints, text.getBytes(StandardCharsets.UTF_8));
  }

  /** What equal requests share; safe to keep beside the request's id. */
  public byte[] fingerprint(byte[] request) {
    return prf(fingerprints, request);
  }

  private static byte[] prf(PrfSet keys, byte[] input) {
    try {
      return keys.computePrimary(input, INDEX_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the index key cannot be used", e);
    }
  }

  private static byte[] plain(Document document) {
    String text =
        document.type().name() + SEPARATOR + document.number() + SEPARATOR + document.name();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] associated(String subjectId, String what) {
    return ("afterglow|" + subjectId + "|" + what + "|v1").getBytes(StandardCharsets.UTF_8);
  }

  private static KeysetHandle keyset(KeyFiles files, String name, KeysetMaker maker)
      throws GeneralSecurityException {
    byte[] json = files.readOrMake(name, () -> serialized(maker));
    try {
      return TinkJsonProtoKeysetFormat.parseKeyset(
          new String(json, StandardCharsets.UTF_8), InsecureSecretKeyAccess.get());
    } finally {
      Arrays.fill(json, (byte) 0);
    }
  }

  private static byte[] serialized(KeysetMaker maker) {
    try {
      return TinkJsonProtoKeysetFormat.serializeKeyset(maker.make(), InsecureSecretKeyAccess.get())
          .getBytes(StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key cannot be made", e);
    }
  }

  private static KeysetHandle masterKeyset() throws GeneralSecurityException {
    return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
  }

  private static KeysetHandle prfKeyset() throws GeneralSecurityException {
    HmacPrfParameters parameters =
        HmacPrfParameters.builder()
            .setKeySizeBytes(32)
            .setHashType(HmacPrfParameters.HashType.SHA256)
            .build();
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.generateEntryFromParameters(parameters).withRandomId().makePrimary())
        .build();
  }

  @FunctionalInterface
  private interface KeysetMaker {
    KeysetHandle make() throws GeneralSecurityException;
  }
}
