package dev.afterglow.registry.identity.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.DocumentType;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Refusal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Alibaba Cloud's financial-grade verification, version 2019-03-07: {@code InitFaceVerify} and
 * {@code DescribeFaceVerify}, product {@code ID_PRO}. The outcome is decided by {@code
 * ResultObject.Passed} alone: {@code Code} 200 only says that the call worked.
 *
 * <p>What names a person goes in the body, never in the address.
 */
public final class AliyunVerifier implements IdentityVerifier {
  /** The provider's name. */
  public static final String NAME = "aliyun";

  private static final String VERSION = "2019-03-07";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Account account;
  private final Acs3 signature;
  private final ProviderCall calls;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /**
   * The operator's account.
   *
   * @param endpoint scheme and host
   * @param keyId the access key's id
   * @param secret its secret
   * @param sceneId the scene that was set up for enrolment
   */
  public record Account(URI endpoint, String keyId, String secret, long sceneId) {
    @Override
    public String toString() {
      return "Account[" + endpoint + "]";
    }
  }

  /** An adapter; {@code ids} makes orders distinct. */
  public AliyunVerifier(
      Account account, Duration patience, InstantSource clock, Supplier<String> ids) {
    this.account = account;
    this.signature = new Acs3(account.keyId(), account.secret());
    this.calls = new ProviderCall(patience);
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Begun begin(Document document) {
    String order = ids.get().replace("-", "");
    if (document.type() != DocumentType.CN_RESIDENT_ID) {
      return RefusedAtOnce.began(Refusal.NO_PHOTO, order);
    }
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("SceneId", Long.toString(account.sceneId()));
    fields.put("OuterOrderNo", order);
    fields.put("ProductCode", "ID_PRO");
    fields.put("CertType", "IDENTITY_CARD");
    fields.put("CertName", document.name());
    fields.put("CertNo", document.number());
    return call("InitFaceVerify", fields)
        .map(answer -> begun(answer, order))
        .orElseGet(Begun.Unanswered::new);
  }

  private static Begun begun(JsonNode answer, String order) {
    JsonNode result = answer.path("ResultObject");
    String certifyId = result.path("CertifyId").asText("");
    return switch (answer.path("Code").asText("")) {
      case "200" ->
          certifyId.isEmpty()
              ? new Begun.Unanswered()
              : new Begun.Started(certifyId, result.path("CertifyUrl").asText(""));
      case "417" -> RefusedAtOnce.began(Refusal.NO_SUCH_IDENTITY, order);
      case "418" -> RefusedAtOnce.began(Refusal.TOO_MANY_ATTEMPTS, order);
      case "427" -> RefusedAtOnce.began(Refusal.POLICY, order);
      default -> new Begun.Unanswered();
    };
  }

  @Override
  public Outcome resume(String transaction) {
    return RefusedAtOnce.outcome(transaction)
        .orElseGet(
            () -> {
              SortedMap<String, String> fields = new TreeMap<>();
              fields.put("SceneId", Long.toString(account.sceneId()));
              fields.put("CertifyId", transaction);
              return call("DescribeFaceVerify", fields)
                  .map(AliyunVerifier::outcome)
                  .orElseGet(Outcome.Unanswered::new);
            });
  }

  private static Outcome outcome(JsonNode answer) {
    return switch (answer.path("Code").asText("")) {
      case "200" -> decided(answer.path("ResultObject"));
      case "403" -> new Outcome.Open();
      case "406", "424" -> new Outcome.Failed(Refusal.EXPIRED);
      case "418" -> new Outcome.Failed(Refusal.TOO_MANY_ATTEMPTS);
      case "427" -> new Outcome.Failed(Refusal.POLICY);
      default -> new Outcome.Unanswered();
    };
  }

  private static Outcome decided(JsonNode result) {
    return switch (result.path("Passed").asText("")) {
      case "T" -> new Outcome.Passed(AssuranceLevel.FACE_AUTHORITY);
      case "F" -> new Outcome.Failed(refusal(result.path("SubCode").asText("")));
      default -> new Outcome.Open();
    };
  }

  private static Refusal refusal(String subCode) {
    return switch (subCode) {
      case "201" -> Refusal.NAME_DIFFERS;
      case "202" -> Refusal.NO_SUCH_IDENTITY;
      case "203" -> Refusal.NO_PHOTO;
      case "204" -> Refusal.FACE_DIFFERS;
      case "205" -> Refusal.LIVENESS_RISK;
      default -> Refusal.POLICY;
    };
  }

  @Override
  public void delete(String transaction) {
    // No call for it was found in the provider's document: retention is turned off in its console.
  }

  private Optional<JsonNode> call(String action, SortedMap<String, String> fields) {
    byte[] body = Signing.utf8(form(fields));
    String digest = Signing.sha256Hex(body);
    Map<String, String> signed = new TreeMap<>();
    signed.put("host", account.endpoint().getAuthority());
    signed.put("x-acs-action", action);
    signed.put("x-acs-version", VERSION);
    signed.put("x-acs-date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    signed.put("x-acs-signature-nonce", ids.get());
    signed.put("x-acs-content-sha256", digest);
    Map<String, String> headers = new TreeMap<>(signed);
    // The client sets the host itself, and from the same address.
    headers.remove("host");
    headers.put("content-type", FORM);
    headers.put("Authorization", signature.authorization("POST", "/", "", signed, digest));
    return calls.post(account.endpoint().resolve("/"), headers, body);
  }

  private static String form(SortedMap<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** Percent-encoding as RFC 3986 has it. */
  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
