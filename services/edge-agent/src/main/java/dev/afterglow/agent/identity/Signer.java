package dev.afterglow.agent.identity;

import dev.afterglow.drive.device.DeviceKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

/** An Ed25519 key pair that was made on this device. The private half is in no text of it. */
public final class Signer {
  private final PrivateKey privateKey;
  private final DeviceKey publicKey;

  private Signer(PrivateKey privateKey, DeviceKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** A new pair, from the JDK's own generator. */
  public static Signer make() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new Signer(pair.getPrivate(), DeviceKey.of(pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  /**
   * The pair of these bytes, as {@link #secret()} and {@link DeviceKey#raw()} gave them.
   *
   * @throws IllegalArgumentException when they are no pair
   */
  static Signer of(byte[] secret, byte[] raw) {
    try {
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(secret));
      Signer signer = new Signer(key, DeviceKey.of(raw));
      byte[] probe = {1, 2, 3};
      if (!signer.publicKey.verifies(probe, signer.sign(probe))) {
        throw new IllegalArgumentException("the two halves of the key do not belong together");
      }
      return signer;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the private key cannot be read", e);
    }
  }

  /** The half that others may know. */
  public DeviceKey publicKey() {
    return publicKey;
  }

  /** Signs bytes; the signature has {@link DeviceKey#SIGNATURE_BYTES}. */
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was usable is no more", e);
    }
  }

  /** The private half in PKCS #8, for the key file alone. */
  byte[] secret() {
    return privateKey.getEncoded();
  }

  @Override
  public String toString() {
    return "Signer[" + publicKey + "]";
  }
}
