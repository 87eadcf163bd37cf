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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Tencent Cloud FaceID, version 2018-03-01: {@code DetectAuth} and {@code GetDetectInfoEnhanced}.
 * Each purpose has a rule of the operator's own. Passed is an error code of 0 with liveness and
 * comparison both 0; less than all three is not. What is read aloud has to be judged as well, and
 * an answer that says nothing of it passes nobody.
 */
public final class TencentVerifier implements IdentityVerifier {
  /** The provider's name. */
  public static final String NAME = "tencent";

  private static final String VERSION = "2018-03-01";
  private static final String SERVICE = "faceid";

  /** Text and comparison alone: pictures and videos stay where they are. */
  private static final String TEXT_ONLY = "1";

  /** For how long its document says that results are there; nothing is said of a deletion. */
  private static final Duration KEPT = Duration.ofDays(3);

  private final Account account;
  private final Tc3 signature;
  private final ProviderCall calls;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /**
   * The operator's account.
   *
   * @param endpoint scheme and host
   * @param secretId the key's id
   * @param secretKey the key
   * @param rules by purpose, as the provider's console names them; what has none is not offered
   * @param callback where the provider sends people back to; empty = it shows a page of its own
   */
  public record Account(
      URI endpoint,
      String secretId,
      String secretKey,
      Map<Purpose, String> rules,
      Optional<URI> callback) {
    /** Copies the map. */
    public Account {
      rules = Map.copyOf(rules);
    }

    @Override
    public String toString() {
      return "Account[" + endpoint + "]";
    }
  }

  /** An adapter; {@code ids} names attempts that are refused at once. */
  public TencentVerifier(
      Account account, Duration patience, InstantSource clock, Supplier<String> ids) {
    this.account = account;
    this.signature = new Tc3(account.secretId(), account.secretKey());
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
    return account.rules().keySet();
  }

  /** Its rules compare with the authority's photograph, which is found by name and number. */
  @Override
  public boolean asksForDocument(Purpose purpose) {
    return true;
  }

  @Override
  public Begun begin(Inquiry inquiry) {
    String rule = account.rules().get(inquiry.purpose());
    Optional<Document> document =
        inquiry.shown().filter(it -> it.type() == DocumentType.CN_RESIDENT_ID);
    if (rule == null || document.isEmpty()) {
      return RefusedAtOnce.began(Refusal.NO_PHOTO, ids.get());
    }
    Map<String, String> fields = new TreeMap<>();
    fields.put("RuleId", rule);
    fields.put("IdCard", document.get().number());
    fields.put("Name", document.get().name());
    account.callback().ifPresent(it -> fields.put("RedirectUrl", it.toString()));
    if (inquiry instanceof Inquiry.Intention intention) {
      fields.put("IntentionVerifyText", intention.text());
    }
    return call("DetectAuth", fields).map(this::begun).orElseGet(Begun.Unanswered::new);
  }

  private Begun begun(JsonNode answer) {
    String token = answer.path("BizToken").asText("");
    if (!token.isEmpty()) {
      return new Begun.Started(token, answer.path("Url").asText(""));
    }
    String error = answer.path("Error").path("Code").asText("");
    return error.startsWith("InvalidParameterValue") || error.startsWith("FailedOperation.IdFormat")
        ? RefusedAtOnce.began(Refusal.NO_SUCH_IDENTITY, ids.get())
        : new Begun.Unanswered();
  }

  /** The page goes on by the address that was given at first, for as long as it is open. */
  @Override
  public Resumed resume(Purpose purpose, String transaction) {
    return Resumed.of(result(purpose, transaction));
  }

  @Override
  public Outcome result(Purpose purpose, String transaction) {
    String rule = account.rules().get(purpose);
    if (rule == null) {
      return new Outcome.Failed(Refusal.EXPIRED);
    }
    return RefusedAtOnce.outcome(transaction)
        .orElseGet(
            () ->
                call(
                        "GetDetectInfoEnhanced",
                        Map.of("RuleId", rule, "BizToken", transaction, "InfoType", TEXT_ONLY))
                    .map(answer -> outcome(answer, purpose))
                    .orElseGet(Outcome.Unanswered::new));
  }

  private static Outcome outcome(JsonNode answer, Purpose purpose) {
    String error = answer.path("Error").path("Code").asText("");
    if (!error.isEmpty()) {
      return error.contains("BizToken")
          ? new Outcome.Failed(Refusal.EXPIRED)
          : new Outcome.Unanswered();
    }
    JsonNode text = answer.path("Text");
    if (!text.path("ErrCode").isInt()) {
      return text.isObject() ? new Outcome.Open() : new Outcome.Unanswered();
    }
    return switch (text.path("ErrCode").asInt()) {
      case 0 -> purpose == Purpose.INTENTION ? meant(answer, passed(text)) : passed(text);
      case 15 -> new Outcome.Failed(Refusal.EXPIRED);
      case 16 -> new Outcome.Failed(Refusal.TOO_MANY_ATTEMPTS);
      case 17 -> new Outcome.Open();
      case 1002 -> new Outcome.Failed(Refusal.LIVENESS_RISK);
      case 2005 -> new Outcome.Failed(Refusal.NO_SUCH_IDENTITY);
      case 2006 -> new Outcome.Failed(Refusal.NAME_DIFFERS);
      case 2016 -> new Outcome.Failed(Refusal.FACE_DIFFERS);
      default -> new Outcome.Failed(Refusal.POLICY);
    };
  }

  private static Outcome passed(JsonNode text) {
    if (text.path("LiveStatus").asInt(-1) != 0) {
      return new Outcome.Failed(Refusal.LIVENESS_RISK);
    }
    return text.path("Comparestatus").asInt(-1) == 0
        ? new Outcome.Passed(AssuranceLevel.FACE_AUTHORITY)
        : new Outcome.Failed(Refusal.FACE_DIFFERS);
  }

  /**
   * The reading is judged by itself: only a final code of 0 says that it was what was asked for.
   */
  private static Outcome meant(JsonNode answer, Outcome looked) {
    JsonNode verdict = answer.path("IntentionVerifyData").path("ErrorCode");
    if (!(looked instanceof Outcome.Passed)) {
      return looked;
    }
    if (!verdict.isInt()) {
      return new Outcome.Open();
    }
    return verdict.asInt() == 0 ? looked : new Outcome.Failed(Refusal.INTENTION_UNCLEAR);
  }

  /** No call for it was found in the provider's document. */
  @Override
  public Erasure erase(String transaction) {
    return RefusedAtOnce.outcome(transaction).isPresent()
        ? new Erasure.Forgotten()
        : new Erasure.Kept(Optional.of(clock.instant().plus(KEPT)));
  }

  /** The inner answer; empty where none came. */
  private Optional<JsonNode> call(String action, Map<String, String> fields) {
    byte[] body = ProviderCall.json(new TreeMap<>(fields));
    Instant now = clock.instant();
    String host = account.endpoint().getAuthority();
    Map<String, String> headers =
        Map.of(
            "content-type",
            Tc3.CONTENT_TYPE,
            "X-TC-Action",
            action,
            "X-TC-Version",
            VERSION,
            "X-TC-Timestamp",
            Long.toString(now.getEpochSecond()),
            "Authorization",
            signature.authorization(SERVICE, host, now, body));
    return calls
        .post(account.endpoint().resolve("/"), headers, body)
        .map(answer -> answer.path("Response"))
        .filter(JsonNode::isObject);
  }
}
