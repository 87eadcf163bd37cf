package dev.afterglow.registry.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.Aead;
import dev.afterglow.registry.call.JsonCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A master key in the Transit secrets engine of OpenBao or Vault, over its HTTP API: {@code
 * encrypt}, {@code decrypt}, {@code rewrap} and {@code keys}. The key never leaves it.
 *
 * <p>The associated data goes as the {@code context} of a derived key: what was wrapped in one
 * context does not unwrap in another, and {@code rewrap} takes a context, while its document names
 * no associated data. The token is read from its file at each call, so that whoever renews it can.
 */
public final class TransitMasterKey implements MasterKey {
  private static final Pattern CIPHERTEXT = Pattern.compile("vault:v(\\d{1,9}):.+");
  private static final Set<String> TYPES =
      Set.of("aes256-gcm96", "chacha20-poly1305", "xchacha20-poly1305");
  private static final int BAD_REQUEST = 400;

  private final Place place;
  private final JsonCall calls;

  /**
   * Where the key is.
   *
   * @param address scheme, host and port
   * @param mount where the engine is mounted
   * @param key the key's name
   * @param tokenFile the file with our token and nothing else
   * @param namespace the namespace; empty = none
   */
  public record Place(
      URI address, String mount, String key, Path tokenFile, Optional<String> namespace) {}

  /** A key at a place. */
  public TransitMasterKey(Place place, JsonCall calls) {
    this.place = place;
    this.calls = calls;
  }

  /**
   * Refuses a key that does not do what the vault rests on.
   *
   * @throws IllegalStateException naming what is wrong with it
   * @throws Unavailable where key management does not answer
   */
  public void check() {
    JsonNode key = key();
    require(TYPES.contains(key.path("type").asText()), "its type is no authenticated cipher");
    require(key.path("derived").asBoolean(false), "it is not derived, so contexts bind nothing");
    require(
        !key.path("convergent_encryption").asBoolean(false),
        "equal keys would be seen to be equal");
    require(!key.path("exportable").asBoolean(true), "it can be exported");
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalStateException("the Transit key cannot be the vault's: " + otherwise);
    }
  }

  @Override
  public Aead aead() {
    return new Aead() {
      @Override
      public byte[] encrypt(byte[] plaintext, byte[] associated) throws GeneralSecurityException {
        ObjectNode fields = context(associated).put("plaintext", base64(plaintext));
        return ciphertext(post("encrypt", fields));
      }

      @Override
      public byte[] decrypt(byte[] ciphertext, byte[] associated) throws GeneralSecurityException {
        ObjectNode fields = context(associated).put("ciphertext", text(ciphertext));
        JsonNode plain = post("decrypt", fields).path("plaintext");
        if (!plain.isTextual()) {
          throw new Unavailable("key management gave no plain text");
        }
        return Base64.getDecoder().decode(plain.asText());
      }
    };
  }

  @Override
  public String version(byte[] ciphertext) {
    Matcher form = CIPHERTEXT.matcher(text(ciphertext));
    return form.matches() ? word(form.group(1)) : LocalMasterKey.VERSION;
  }

  @Override
  public String newest() {
    JsonNode newest = key().path("latest_version");
    if (!newest.canConvertToInt() || newest.asInt() < 1) {
      throw new Unavailable("key management names no newest version");
    }
    return word(newest.asText());
  }

  private static String word(String version) {
    return "transit:v" + version;
  }

  @Override
  public Optional<byte[]> rewrapped(byte[] ciphertext, byte[] associated) {
    if (!CIPHERTEXT.matcher(text(ciphertext)).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ciphertext(post("rewrap", context(associated).put("ciphertext", text(ciphertext)))));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static ObjectNode context(byte[] associated) {
    if (associated.length == 0) {
      throw new IllegalArgumentException("every purpose has a context");
    }
    return JsonNodeFactory.instance.objectNode().put("context", base64(associated));
  }

  private static byte[] ciphertext(JsonNode answer) {
    String text = answer.path("ciphertext").asText("");
    if (!CIPHERTEXT.matcher(text).matches()) {
      throw new Unavailable("key management gave no ciphertext");
    }
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private JsonNode key() {
    JsonCall.Answer answer = send(request("keys").GET());
    if (!answer.worked()) {
      throw new Unavailable("key management refuses to describe the key: " + answer.status());
    }
    return answer.body().path("data");
  }

  private JsonNode post(String action, ObjectNode fields) throws GeneralSecurityException {
    JsonCall.Answer answer =
        send(request(action).POST(HttpRequest.BodyPublishers.ofString(fields.toString())));
    if (answer.worked()) {
      return answer.body().path("data");
    }
    // 400 is about what was asked: another context, a damaged ciphertext, a version that is gone.
    if (answer.status() == BAD_REQUEST) {
      throw new GeneralSecurityException("key management cannot do this with the key");
    }
    throw new Unavailable("key management refuses: " + answer.status());
  }

  private HttpRequest.Builder request(String action) {
    String path = "/v1/" + place.mount() + "/" + action + "/" + place.key();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(place.address().resolve(path))
            .header("X-Vault-Token", token())
            .header("X-Vault-Request", "true")
            .header("content-type", "application/json");
    place.namespace().ifPresent(it -> request.header("X-Vault-Namespace", it));
    return request;
  }

  private JsonCall.Answer send(HttpRequest.Builder request) {
    return calls
        .send(request.build())
        .orElseThrow(() -> new Unavailable("key management does not answer"));
  }

  private String token() {
    try {
      return Files.readString(place.tokenFile()).strip();
    } catch (IOException e) {
      throw new Unavailable("the token of key management cannot be read");
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String text(byte[] ciphertext) {
    return new String(ciphertext, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return "TransitMasterKey[" + place.address() + "]";
  }
}
