package dev.afterglow.registry.identity.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.afterglow.registry.call.JsonCall;
import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.Erasure;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.Inquiry;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.identity.Refusal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Verification by an OpenID provider that knows people by their real names: an operator's
 * authorised gateway to the national network identity service. Authorization code with PKCE; the
 * person signs in there, comes back with a code, and the registry redeems it.
 *
 * <p>That somebody signed in proves nothing about the document that was filed. So the token has to
 * carry the holder's name and the document's number, and both have to be those of the document; a
 * token without them verifies nobody.
 */
public final class OidcVerifier implements IdentityVerifier {
  /** The provider's name. */
  public static final String NAME = "oidc-gateway";

  /** How many calls one answer takes at most: discovery, keys, and the code. */
  public static final int CALLS = 3;

  private static final String NOT_FOR_US = "refused:" + Refusal.POLICY + ":";

  private final Gateway gateway;
  private final SignInSecrets secrets;
  private final SignInFile file;
  private final Function<Document, byte[]> fingerprint;
  private final IdTokens tokens;
  private final JsonCall calls;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /**
   * An adapter.
   *
   * @param fingerprint see {@link SignIn}
   * @param patience how long one call may take; redeeming a code takes three
   */
  public OidcVerifier(
      Gateway gateway,
      SignInSecrets secrets,
      SignInFile file,
      Function<Document, byte[]> fingerprint,
      Duration patience,
      InstantSource clock,
      Supplier<String> ids) {
    this.gateway = gateway;
    this.secrets = secrets;
    this.file = file;
    this.fingerprint = fingerprint;
    this.tokens = new IdTokens(gateway);
    this.calls = new JsonCall(patience);
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Signing in says who somebody is and that they are there; it says nothing of what they want. */
  @Override
  public Set<Purpose> purposes() {
    return EnumSet.of(Purpose.ENROL, Purpose.PRESENCE);
  }

  /** The token has to name the holder of the document, each time. */
  @Override
  public boolean asksForDocument(Purpose purpose) {
    return true;
  }

  @Override
  public Begun begin(Inquiry inquiry) {
    String transaction = ids.get();
    if (inquiry.shown().isEmpty() || !purposes().contains(inquiry.purpose())) {
      return new Begun.Started(NOT_FOR_US + transaction, "");
    }
    Optional<Endpoints> endpoints = Endpoints.of(gateway.issuer(), calls);
    if (endpoints.isEmpty()) {
      return new Begun.Unanswered();
    }
    Document document = inquiry.shown().get();
    Instant now = clock.instant();
    try {
      file.open(
          new SignIn(
              transaction,
              inquiry.purpose(),
              document.type(),
              fingerprint.apply(document),
              new Outcome.Open(),
              now,
              now.plus(gateway.openFor())));
    } catch (SignInFile.Unreachable e) {
      return new Begun.Unanswered();
    }
    return new Begun.Started(
        transaction, signIn(endpoints.get().authorization(), inquiry.purpose(), transaction));
  }

  /** Nothing in the address names the person. */
  private String signIn(URI authorization, Purpose purpose, String transaction) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("response_type", "code");
    fields.put("client_id", gateway.clientId());
    fields.put("redirect_uri", gateway.redirectUri().toString());
    fields.put("scope", gateway.scope());
    fields.put("state", secrets.state(transaction));
    fields.put("nonce", secrets.nonce(transaction));
    fields.put("code_challenge", secrets.challenge(transaction));
    fields.put("code_challenge_method", "S256");
    fields.put("prompt", "login");
    if (purpose == Purpose.PRESENCE) {
      // Asked for, auth_time has to come (OpenID Connect Core 1.0, 3.1.2.1).
      fields.put("max_age", "0");
    }
    return authorization + (authorization.getQuery() == null ? "?" : "&") + form(fields);
  }

  /** Made anew from the transaction, so that a page that was lost is no sign-in that was lost. */
  @Override
  public Resumed resume(Purpose purpose, String transaction) {
    Outcome outcome = result(purpose, transaction);
    if (!(outcome instanceof Outcome.Open)) {
      return Resumed.of(outcome);
    }
    return Endpoints.of(gateway.issuer(), calls)
        .<Resumed>map(it -> new Resumed.GoOn(signIn(it.authorization(), purpose, transaction)))
        .orElseGet(Resumed.Unanswered::new);
  }

  @Override
  public Outcome result(Purpose purpose, String transaction) {
    return transaction.startsWith(NOT_FOR_US)
        ? new Outcome.Failed(Refusal.POLICY)
        : standing(transaction);
  }

  private Outcome standing(String transaction) {
    try {
      return file.find(transaction)
          .map(it -> it.outcome(clock.instant()))
          .orElseGet(() -> new Outcome.Failed(Refusal.EXPIRED));
    } catch (SignInFile.Unreachable e) {
      return new Outcome.Unanswered();
    }
  }

  /**
   * What we keep of it goes; what the gateway keeps of a sign-in is its own account of its user.
   */
  @Override
  public Erasure erase(String transaction) {
    file.forget(transaction);
    return new Erasure.Kept(Optional.empty());
  }

  /** The transaction of a state that came back; empty where it is none of ours. */
  public Optional<String> transaction(String state) {
    return secrets.transaction(state);
  }

  /**
   * Takes what came back with a person: a code, or an error. A sign-in that is decided stays so,
   * whatever comes.
   *
   * @param transaction one that {@link #transaction} gave
   * @param code the code; empty = there is an error
   * @param error the error; empty = there is a code
   * @return what it says of the person now; Unanswered where it may be tried again
   */
  public Outcome returned(String transaction, String code, String error) {
    try {
      Optional<SignIn> signIn = file.find(transaction);
      if (signIn.isEmpty() || !file.claim(transaction, clock.instant())) {
        return standing(transaction);
      }
      Outcome outcome =
          code.isEmpty()
              ? new Outcome.Failed(gateway.refusal(error))
              : redeemed(signIn.get(), code);
      if (outcome instanceof Outcome.Unanswered) {
        file.release(transaction);
      } else {
        file.decide(transaction, outcome);
      }
      return outcome;
    } catch (SignInFile.Unreachable e) {
      return new Outcome.Unanswered();
    }
  }

  private Outcome redeemed(SignIn signIn, String code) {
    Optional<Endpoints> endpoints = Endpoints.of(gateway.issuer(), calls);
    if (endpoints.isEmpty()) {
      return new Outcome.Unanswered();
    }
    // Keys before the code: a code is good once, and would be lost if the keys did not come.
    Optional<String> keys = keys(endpoints.get().keys());
    if (keys.isEmpty()) {
      return new Outcome.Unanswered();
    }
    return calls
        .send(redemption(endpoints.get().token(), signIn.transaction(), code))
        .map(answer -> judged(answer, signIn, keys.get()))
        .orElseGet(Outcome.Unanswered::new);
  }

  private Optional<String> keys(URI address) {
    return calls
        .send(HttpRequest.newBuilder(address).GET().build())
        .filter(JsonCall.Answer::worked)
        .map(answer -> answer.body().toString());
  }

  private HttpRequest redemption(URI address, String transaction, String code) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "authorization_code");
    fields.put("code", code);
    fields.put("redirect_uri", gateway.redirectUri().toString());
    fields.put("client_id", gateway.clientId());
    fields.put("code_verifier", secrets.verifier(transaction));
    String user = encoded(gateway.clientId()) + ":" + encoded(gateway.clientSecret());
    return HttpRequest.newBuilder(address)
        .header("content-type", "application/x-www-form-urlencoded")
        .header(
            "authorization",
            "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)))
        .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
        .build();
  }

  private Outcome judged(JsonCall.Answer answer, SignIn signIn, String keys) {
    if (!answer.worked()) {
      // 4xx: this code is no good, now or later. 5xx: nothing was said of it.
      return answer.status() / 100 == 4
          ? new Outcome.Failed(Refusal.EXPIRED)
          : new Outcome.Unanswered();
    }
    return tokens
        .read(
            answer.body().path("id_token").asText(""),
            keys,
            secrets.nonce(signIn.transaction()),
            clock.instant())
        .filter(claims -> signedInSince(claims, signIn))
        .map(claims -> compared(claims, signIn))
        .orElseGet(() -> new Outcome.Failed(Refusal.POLICY));
  }

  /** A presence is proved by a sign-in that came after it was asked for, not by a session. */
  private static boolean signedInSince(JWTClaimsSet claims, SignIn signIn) {
    if (signIn.purpose() != Purpose.PRESENCE) {
      return true;
    }
    try {
      Long authenticated = claims.getLongClaim("auth_time");
      return authenticated != null
          && authenticated >= signIn.fileTime().getEpochSecond() - IdTokens.SKEW_S;
    } catch (ParseException e) {
      return false;
    }
  }

  private Outcome compared(JWTClaimsSet claims, SignIn signIn) {
    try {
      String name = claims.getStringClaim(gateway.nameClaim());
      String number = claims.getStringClaim(gateway.numberClaim());
      if (name == null || number == null) {
        return new Outcome.Failed(Refusal.POLICY);
      }
      byte[] shown = fingerprint.apply(new Document(signIn.documentType(), number, name));
      return MessageDigest.isEqual(shown, signIn.fingerprint())
          ? new Outcome.Passed(AssuranceLevel.TWO_FACTOR)
          : new Outcome.Failed(Refusal.NAME_DIFFERS);
    } catch (ParseException | IllegalArgumentException e) {
      return new Outcome.Failed(Refusal.POLICY);
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
