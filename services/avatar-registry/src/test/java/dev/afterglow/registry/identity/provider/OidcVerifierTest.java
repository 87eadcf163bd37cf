package dev.afterglow.registry.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Erasure;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.IdentityVerifier.Begun;
import dev.afterglow.registry.identity.IdentityVerifier.Resumed;
import dev.afterglow.registry.identity.Inquiry;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.identity.Refusal;
import dev.afterglow.registry.identity.Terminal;
import dev.afterglow.registry.identity.oidc.Gateway;
import dev.afterglow.registry.identity.oidc.OidcServer;
import dev.afterglow.registry.identity.oidc.OidcServer.Forgery;
import dev.afterglow.registry.identity.oidc.OidcVerifier;
import dev.afterglow.registry.identity.oidc.SignInSecrets;
import dev.afterglow.registry.identity.oidc.TestBrowser;
import dev.afterglow.registry.identity.oidc.storage.PostgresSignInFile;
import dev.afterglow.registry.storage.RegistryDatabase;
import dev.afterglow.registry.vault.KeyFiles;
import dev.afterglow.registry.vault.Vault;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OidcVerifierTest extends VerifierSuite {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] KEY = new byte[SignInSecrets.KEY_BYTES];

  @TempDir private static Path keys;
  private static RegistryDatabase database;
  private static Vault vault;

  private OidcServer server;
  private SigningIn person;

  @BeforeAll
  static void start() {
    database = new RegistryDatabase();
    vault = Vault.on(new KeyFiles(keys));
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void open() {
    server = new OidcServer();
    person =
        new SigningIn(
            there(),
            adapter(URI.create("http://127.0.0.1:1"), database.pool(), "default", PATIENCE),
            adapter(server.address(), database.nowhere(), "default", PATIENCE),
            database);
  }

  @AfterEach
  void close() {
    server.close();
    assertThat(server.addresses)
        .noneMatch(it -> !it.startsWith("/authorize") && it.contains("?"))
        .noneMatch(it -> it.replaceFirst("&test_.*", "").contains(NUMBER));
  }

  private OidcVerifier there() {
    return adapter(server.address(), database.pool(), "default", PATIENCE);
  }

  private OidcVerifier adapter(URI issuer, Pool pool, String tenant, Duration patience) {
    Map<String, Refusal> refusals =
        Arrays.stream(Refusal.values())
            .filter(it -> it != Refusal.POLICY)
            .collect(Collectors.toMap(it -> it.name().toLowerCase(Locale.ROOT), it -> it));
    return new OidcVerifier(
        new Gateway(
            issuer,
            OidcServer.CLIENT,
            OidcServer.SECRET,
            OidcServer.REDIRECT,
            "openid real_name",
            "name",
            "id_number",
            refusals,
            Duration.ofMinutes(15)),
        new SignInSecrets(KEY, () -> tenant),
        new PostgresSignInFile(pool, () -> tenant, PATIENCE),
        vault::documentFingerprint,
        patience,
        InstantSource.fixed(ProviderServer.NOW),
        () -> UUID.randomUUID().toString());
  }

  @Override
  IdentityVerifier verifier() {
    return person;
  }

  @Override
  IdentityVerifier unreachable() {
    return adapter(URI.create("http://127.0.0.1:1"), database.pool(), "default", PATIENCE);
  }

  @Override
  boolean keeps(String transaction) {
    return database.count(
            "select count(*) from registry.identity_sign_in where sign_in_id = $1",
            Tuple.of(transaction))
        > 0;
  }

  /** Our row goes; the gateway's own memory of a sign-in is out of our reach. */
  @Override
  Class<? extends Erasure> erases() {
    return Erasure.Kept.class;
  }

  @Override
  Refusal notThem() {
    return Refusal.NAME_DIFFERS;
  }

  private Begun.Started presence() {
    return (Begun.Started)
        there()
            .begin(
                new Inquiry.PresenceCheck(
                    new Attempt("oidc-gateway", "t"), Optional.of(named("Wei")), Terminal.UNKNOWN));
  }

  @Test
  void shouldAskForAFreshSignInWhenItIsAboutAPresence() {
    // When
    Begun.Started enrolment = begun();
    Begun.Started presence = presence();

    // Then
    assertThat(enrolment.continueUrl()).contains("prompt=login").doesNotContain("max_age");
    assertThat(presence.continueUrl()).contains("prompt=login").contains("max_age=0");
  }

  @Test
  void shouldProveNoPresenceWhenTheSignInIsOldOrItsTimeUnsaid() {
    // Given
    Begun.Started old = presence();
    Begun.Started unsaid = presence();
    Begun.Started fresh = presence();

    // When
    server.authAge = Optional.of(Duration.ofHours(1));
    Outcome ofOld = completed(old);
    server.authAge = Optional.empty();
    Outcome ofUnsaid = completed(unsaid);
    server.authAge = Optional.of(Duration.ZERO);
    Outcome ofFresh = completed(fresh);

    // Then
    assertThat(ofOld).isEqualTo(new Outcome.Failed(Refusal.POLICY));
    assertThat(ofUnsaid).isEqualTo(new Outcome.Failed(Refusal.POLICY));
    assertThat(ofFresh).isInstanceOf(Outcome.Passed.class);
  }

  @Test
  void shouldMakeTheAddressAnewWhenThePageWasLost() {
    // Given
    Begun.Started begun = begun();

    // When
    Resumed resumed = there().resume(Purpose.ENROL, begun.transaction());

    // Then
    assertThat(resumed).isEqualTo(new Resumed.GoOn(begun.continueUrl()));
    assertThat(unreachable().resume(Purpose.ENROL, begun.transaction()))
        .isEqualTo(new Resumed.Unanswered());
  }

  private Begun.Started begun() {
    return (Begun.Started) there().begin(Inquiry.enrolment(named("Wei")));
  }

  private Outcome completed(Begun.Started begun) {
    return person.back(SigningIn.signIn(begun, "Wei", NUMBER));
  }

  @Test
  void shouldPassWhenTheTokenNamesTheVeryDocument() {
    // Given
    Begun.Started begun = begun();

    // When
    Outcome outcome = completed(begun);

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Passed(AssuranceLevel.TWO_FACTOR));
    assertThat(person.result(Purpose.ENROL, begun.transaction())).isEqualTo(outcome);
    assertThat(server.complaints).isEmpty();
    assertThat(begun.continueUrl()).doesNotContain(NUMBER, "Wei");
  }

  @ParameterizedTest
  @EnumSource(
      value = Forgery.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "SERVER_ERROR", "NO_JSON", "SILENCE"})
  void shouldVerifyNobodyWhenTheTokenIsForged(Forgery forgery) {
    // Given
    Begun.Started begun = begun();
    server.forgery = forgery;

    // When
    Outcome outcome = completed(begun);

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Failed(Refusal.POLICY));
    assertThat(person.result(Purpose.ENROL, begun.transaction())).isEqualTo(outcome);
    assertThat(server.complaints).isEmpty();
  }

  @Test
  void shouldRefuseWhenSomebodyElseSignsIn() {
    // When
    Outcome number = person.back(SigningIn.signIn(begun(), "Wei", "11010119900307109X"));
    Outcome name = person.back(SigningIn.signIn(begun(), "Wang", NUMBER));

    // Then
    assertThat(List.of(number, name)).containsOnly(new Outcome.Failed(Refusal.NAME_DIFFERS));
  }

  @ParameterizedTest
  @EnumSource(
      value = Forgery.class,
      names = {"SERVER_ERROR", "SILENCE"})
  void shouldStayOpenAndTakeTheCodeAgainWhenTheProviderFails(Forgery forgery) {
    // Given
    Begun.Started begun = begun();
    OidcVerifier hasty =
        adapter(server.address(), database.pool(), "default", Duration.ofSeconds(2));
    Map<String, String> back = SigningIn.signIn(begun, "Wei", NUMBER);
    server.forgery = forgery;

    // When
    Outcome failed = hasty.returned(begun.transaction(), back.get("code"), "");
    Outcome between = person.result(Purpose.ENROL, begun.transaction());
    server.forgery = Forgery.NONE;
    Outcome again = person.back(back);

    // Then
    assertThat(failed).isEqualTo(new Outcome.Unanswered());
    assertThat(between).isEqualTo(new Outcome.Open());
    assertThat(again).isInstanceOf(Outcome.Passed.class);
  }

  @Test
  void shouldVerifyNobodyWhenTheAnswerIsNoJson() {
    // Given
    Begun.Started begun = begun();
    Map<String, String> back = SigningIn.signIn(begun, "Wei", NUMBER);
    server.forgery = Forgery.NO_JSON;

    // When
    Outcome first = person.back(back);
    // The code is used up by now.
    Outcome again = person.back(back);

    // Then
    assertThat(first).isEqualTo(new Outcome.Unanswered());
    assertThat(again).isEqualTo(new Outcome.Failed(Refusal.EXPIRED));
  }

  @Test
  void shouldRedeemACodeOnceWhenItComesTwice() throws Exception {
    // Given
    Begun.Started begun = begun();
    Map<String, String> back = SigningIn.signIn(begun, "Wei", NUMBER);

    // When
    List<Outcome> outcomes;
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<Outcome> once = () -> person.back(back);
      List<Future<Outcome>> raced = threads.invokeAll(List.of(once, once, once, once));
      outcomes = raced.stream().map(Future::resultNow).toList();
    }
    Outcome later = person.back(back);

    // Then
    assertThat(outcomes)
        .allMatch(it -> it instanceof Outcome.Passed || it instanceof Outcome.Open)
        .anyMatch(Outcome.Passed.class::isInstance);
    assertThat(later).isInstanceOf(Outcome.Passed.class);
    assertThat(server.redemptions).hasValue(1);
    assertThat(server.complaints).isEmpty();
  }

  @Test
  void shouldVerifyNobodyWhenACodeIsOfAnotherSignIn() {
    // Given
    Map<String, String> one = SigningIn.signIn(begun(), "Wei", NUMBER);
    Begun.Started other = begun();
    Begun.Started lax = begun();
    Map<String, String> two = SigningIn.signIn(begun(), "Wei", NUMBER);

    // When
    Outcome swapped = there().returned(other.transaction(), one.get("code"), "");
    server.lax = true;
    Outcome byNonce = there().returned(lax.transaction(), two.get("code"), "");

    // Then
    assertThat(swapped).isEqualTo(new Outcome.Failed(Refusal.EXPIRED));
    assertThat(byNonce).isEqualTo(new Outcome.Failed(Refusal.POLICY));
    assertThat(server.complaints).containsExactly("another verifier");
  }

  @Test
  void shouldKnowNoStateThatIsNotOurs() {
    // Given
    String state = OidcServer.form(URI.create(begun().continueUrl()).getRawQuery()).get("state");
    String id = state.substring(0, state.indexOf('.'));
    OidcVerifier stranger = adapter(server.address(), database.pool(), "shop-b", PATIENCE);

    // When, Then
    assertThat(there().transaction(state)).contains(id);
    assertThat(stranger.transaction(state)).isEmpty();
    assertThat(stranger.result(Purpose.ENROL, id)).isEqualTo(new Outcome.Failed(Refusal.EXPIRED));
    for (String other :
        List.of("", ".", id, id + ".", state + "x", "x" + state, UUID.randomUUID() + ".x")) {
      assertThat(there().transaction(other)).as(other).isEmpty();
    }
  }

  @Test
  void shouldStayDecidedWhateverComesLater() {
    // Given
    Begun.Started refused = begun();
    person.back(TestBrowser.refused(refused.continueUrl(), "access_denied"));
    Begun.Started passed = begun();
    completed(passed);

    // When
    Outcome afterRefusal = completed(refused);
    Outcome afterPass = person.back(TestBrowser.refused(passed.continueUrl(), "access_denied"));

    // Then
    assertThat(afterRefusal).isEqualTo(new Outcome.Failed(Refusal.POLICY));
    assertThat(afterPass).isInstanceOf(Outcome.Passed.class);
  }

  @Test
  void shouldBeginNothingWhenTheProviderNamesAnotherIssuer() {
    // Given
    URI alias = URI.create(server.address().toString().replace("127.0.0.1", "localhost"));

    // When
    Begun begun =
        adapter(alias, database.pool(), "default", PATIENCE).begin(Inquiry.enrolment(named("Wei")));

    // Then
    assertThat(begun).isEqualTo(new Begun.Unanswered());
  }
}
