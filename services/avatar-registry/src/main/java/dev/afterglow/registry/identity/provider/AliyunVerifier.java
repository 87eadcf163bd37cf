package dev.afterglow.registry.identity.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.DocumentType;
import dev.afterglow.registry.identity.Erasure;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.Inquiry;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.identity.Refusal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Alibaba Cloud's financial-grade verification, version 2019-03-07. Each purpose has a scene of the
 * operator's own: enrolment {@code ID_PRO} against the authority's photograph, presence against the
 * face that was kept of the enrolment, intention {@code MFVC} by a text that is read aloud. The
 * outcome is decided by {@code ResultObject.Passed} alone: {@code Code} 200 only says that the call
 * worked.
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
   * What was set up for one purpose.
   *
   * @param sceneId the scene, as the provider's console names it
   * @param productCode the product that the scene is of
   */
  public record Scene(long sceneId, String productCode) {}

  /**
   * The operator's account.
   *
   * @param endpoint scheme and host
   * @param keyId the access key's id
   * @param secret its secret
   * @param scenes by purpose; what has none is not offered
   * @param callback where the provider may say that there is something to ask; empty = it shall not
   */
  public record Account(
      URI endpoint,
      String keyId,
      String secret,
      Map<Purpose, Scene> scenes,
      Optional<URI> callback) {
    /** Copies the map. */
    public Account {
      scenes = Map.copyOf(scenes);
    }

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
  public Set<Purpose> purposes() {
    return account.scenes().keySet();
  }

  /** A presence is compared with the face that the enrolment left there. */
  @Override
  public boolean asksForDocument(Purpose purpose) {
    return purpose != Purpose.PRESENCE;
  }

  @Override
  public Begun begin(Inquiry inquiry) {
    String order = ids.get().replace("-", "");
    Scene scene = account.scenes().get(inquiry.purpose());
    SortedMap<String, String> fields = new TreeMap<>();
    if (scene == null || !describes(inquiry, fields)) {
      return RefusedAtOnce.began(Refusal.NO_PHOTO, order);
    }
    fields.put("SceneId", Long.toString(scene.sceneId()));
    fields.put("OuterOrderNo", order);
    fields.put("ProductCode", scene.productCode());
    put(fields, "MetaInfo", inquiry.terminal().metaInfo());
    put(fields, "UserId", inquiry.terminal().userId());
    put(fields, "Ip", inquiry.terminal().ipAddress());
    put(fields, "CallbackUrl", account.callback().map(URI::toString).orElse(""));
    return call("InitFaceVerify", fields)
        .map(answer -> begun(answer, order))
        .orElseGet(Begun.Unanswered::new);
  }

  /** Whom it is about; false where this provider cannot look at them. */
  private static boolean describes(Inquiry inquiry, SortedMap<String, String> fields) {
    return switch (inquiry) {
      case Inquiry.Enrolment enrolment -> named(enrolment.document(), fields);
      case Inquiry.PresenceCheck check -> {
        fields.put("CertifyId", check.enrolled().transaction());
        yield check.enrolled().provider().equals(NAME);
      }
      case Inquiry.Intention intention -> {
        fields.put("VoluntaryCustomizedContent", intention.text());
        yield intention.document().filter(it -> named(it, fields)).isPresent();
      }
    };
  }

  private static boolean named(Document document, SortedMap<String, String> fields) {
    fields.put("CertType", "IDENTITY_CARD");
    fields.put("CertName", document.name());
    fields.put("CertNo", document.number());
    return document.type() == DocumentType.CN_RESIDENT_ID;
  }

  private static void put(SortedMap<String, String> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
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
      // The device, its library or its system cannot do it.
      case "414", "415", "416" -> RefusedAtOnce.began(Refusal.LIVENESS_RISK, order);
      case "427" -> RefusedAtOnce.began(Refusal.POLICY, order);
      default -> new Begun.Unanswered();
    };
  }

  /** The library on the device goes on by the transaction, for as long as that is open. */
  @Override
  public Resumed resume(Purpose purpose, String transaction) {
    return Resumed.of(result(purpose, transaction));
  }

  @Override
  public Outcome result(Purpose purpose, String transaction) {
    Scene scene = account.scenes().get(purpose);
    if (scene == null) {
      return new Outcome.Failed(Refusal.EXPIRED);
    }
    return RefusedAtOnce.outcome(transaction)
        .orElseGet(
            () -> {
              SortedMap<String, String> fields = new TreeMap<>();
              fields.put("SceneId", Long.toString(scene.sceneId()));
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
      case "414", "415", "416" -> new Outcome.Failed(Refusal.LIVENESS_RISK);
      case "418" -> new Outcome.Failed(Refusal.TOO_MANY_ATTEMPTS);
      case "427" -> new Outcome.Failed(Refusal.POLICY);
      // Parameters, rights, arrears, storage, its own fault: nothing is said of the person.
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

  /**
   * {@code DeleteFaceVerifyResult}: what was sent and what came of it, pictures included. What is
   * deleted already, or was never there, is as good.
   */
  @Override
  public Erasure erase(String transaction) {
    if (RefusedAtOnce.outcome(transaction).isPresent()) {
      return new Erasure.Forgotten();
    }
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("CertifyId", transaction);
    fields.put("DeleteAfterQuery", "N");
    JsonNode answer = call("DeleteFaceVerifyResult", fields).orElse(ProviderCall.NOTHING);
    JsonNode result = answer.path("ResultObject");
    String code = answer.path("Code").asText("");
    boolean gone =
        code.equals("406")
            || code.equals("424")
            || (code.equals("200")
                && (result.path("DeleteResult").asText("").equals("Y")
                    || result.path("FailReason").asText("").equals("NOT_DELETE_REPEATEDLY")));
    if (!gone) {
      throw new IllegalStateException("the provider did not delete");
    }
    return new Erasure.Forgotten();
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
