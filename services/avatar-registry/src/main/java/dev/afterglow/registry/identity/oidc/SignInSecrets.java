package dev.afterglow.registry.identity.oidc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a sign-in is secured with: {@code state}, {@code nonce} and PKCE's verifier (RFC 7636). Each
 * is made from the transaction and the tenant under a key of the registry's own, so that nothing
 * secret is kept anywhere, and any replica knows them.
 */
public final class SignInSecrets {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** How many bytes the key has. */
  public static final int KEY_BYTES = 32;

  private final byte[] key;
  private final Supplier<String> tenant;

  /**
   * Secrets under a key.
   *
   * @param key 32 bytes
   * @param tenant whose sign-in it is, at each call
   */
  public SignInSecrets(byte[] key, Supplier<String> tenant) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("the key of sign-ins has 32 bytes");
    }
    this.key = key.clone();
    this.tenant = tenant;
  }

  /** What comes back with the person: the transaction, and a proof that it is ours. */
  String state(String transaction) {
    return transaction + "." + secret("state", transaction);
  }

  /** The transaction of a state; empty where it is not ours. */
  Optional<String> transaction(String state) {
    int dot = state.indexOf('.');
    String transaction = dot < 0 ? "" : state.substring(0, dot);
    return isUuid(transaction) && equal(state(transaction), state)
        ? Optional.of(transaction)
        : Optional.empty();
  }

  /** What the token has to repeat. */
  String nonce(String transaction) {
    return secret("nonce", transaction);
  }

  /** What redeems the code: 43 characters. */
  String verifier(String transaction) {
    return secret("verifier", transaction);
  }

  /** What goes out in the verifier's place: S256 of it. */
  String challenge(String transaction) {
    try {
      return BASE64.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(ascii(verifier(transaction))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String secret(String what, String transaction) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] bytes =
          mac.doFinal(
              ascii("afterglow-sign-in-v1|" + what + "|" + tenant.get() + "|" + transaction));
      return BASE64.encodeToString(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "SignInSecrets[]";
  }
}
