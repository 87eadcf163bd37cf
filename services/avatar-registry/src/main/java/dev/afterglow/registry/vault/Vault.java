package dev.afterglow.registry.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
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
import java.util.Locale;

/**
 * Seals documents. Each subject has an AES-256-GCM key of their own, kept only under the master
 * key; deleting that wrapped key erases the person, in every backup that has no copy of it.
 *
 * <p>The blind index is HMAC-SHA-256 cut to 128 bits under a key of its own. The numbers of a whole
 * country can be tried against a plain hash in hours; without this key they cannot be tried at all.
 * A second key of that kind fingerprints requests that hold a number.
 */
public final class Vault {
  private static final int INDEX_BYTES = 16;
  private static final char SEPARATOR = '\u001f';

  private final Aead master;
  private final PrfSet index;
  private final PrfSet fingerprints;

  private Vault(Aead master, PrfSet index, PrfSet fingerprints) {
    this.master = master;
    this.index = index;
    this.fingerprints = fingerprints;
  }

  /** A vault on key files: for one machine. */
  public static Vault on(KeyFiles files) {
    try {
      AeadConfig.register();
      PrfConfig.register();
      Aead master =
          keyset(files, "vault-master.json", Vault::masterKeyset)
              .getPrimitive(RegistryConfiguration.get(), Aead.class);
      return new Vault(
          master,
          keyset(files, "vault-index.json", Vault::prfKeyset)
              .getPrimitive(RegistryConfiguration.get(), PrfSet.class),
          keyset(files, "vault-fingerprint.json", Vault::prfKeyset)
              .getPrimitive(RegistryConfiguration.get(), PrfSet.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the vault's keys cannot be used", e);
    }
  }

  /** Seals a document under a fresh key of the subject's. */
  public SealedDocument seal(String subjectId, Document document) {
    try {
      KeysetHandle key = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
      byte[] ciphertext =
          key.getPrimitive(RegistryConfiguration.get(), Aead.class)
              .encrypt(plain(document), associated(subjectId, "document"));
      byte[] wrapped =
          TinkProtoKeysetFormat.serializeEncryptedKeyset(key, master, associated(subjectId, "key"));
      return new SealedDocument(ciphertext, wrapped, blindIndex(document));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a document cannot be sealed", e);
    }
  }

  /**
   * Opens a sealed document.
   *
   * @throws IllegalStateException where key, subject and ciphertext do not belong together
   */
  public Document open(String subjectId, byte[] ciphertext, byte[] wrappedKey) {
    try {
      byte[] plain =
          TinkProtoKeysetFormat.parseEncryptedKeyset(
                  wrappedKey, master, associated(subjectId, "key"))
              .getPrimitive(RegistryConfiguration.get(), Aead.class)
              .decrypt(ciphertext, associated(subjectId, "document"));
      String[] parts =
          new String(plain, StandardCharsets.UTF_8).split(String.valueOf(SEPARATOR), -1);
      return new Document(DocumentType.valueOf(parts[0]), parts[1], parts[2]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a document cannot be opened", e);
    }
  }

  /** What equal type and number share; the name plays no part. */
  public byte[] blindIndex(Document document) {
    return prf(
        index,
        (document.type().name() + SEPARATOR + document.identifier())
            .getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What equal documents share, the holder's name included: case, width and spacing of the name do not
   * matter.
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
