package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.AssuranceLevel;
import dev.afterglow.api.registry.v1.BeginVerificationRequest;
import dev.afterglow.api.registry.v1.DocumentType;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.api.registry.v1.ErasePersonResponse;
import dev.afterglow.api.registry.v1.GetLicenceRequest;
import dev.afterglow.api.registry.v1.GetVerifiedClaimsRequest;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.LicenceState;
import dev.afterglow.api.registry.v1.Person;
import dev.afterglow.api.registry.v1.PersonState;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.api.registry.v1.SuspendPersonRequest;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** People come, are stopped and go; what they gave is nowhere but in the vault. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
class PersonFlowTest extends RegistryScene {
  private StreamLease acquire(Licence licence) {
    return registry
        .leases
        .acquireLease(
            AcquireLeaseRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setUse(registry.use(licence))
                .setHolder("worker-9")
                .build())
        .getLease();
  }

  private Throwable renewal(StreamLease lease) {
    return catchThrowable(
        () ->
            registry.leases.renewLease(
                RenewLeaseRequest.newBuilder().setLeaseId(lease.getLeaseId()).build()));
  }

  @Test
  void shouldSayThatNobodyVouchesWhenSimulated() {
    // Given
    String subject = registry.begin("Wei #FACE_DIFFERS").getSubjectId();

    // When
    Person refused = registry.resume(subject);
    Person passed = registry.resume(registry.begin("Wei").getSubjectId());

    // Then
    assertThat(refused.getState()).isEqualTo(PersonState.PERSON_STATE_UNVERIFIED);
    assertThat(refused.getRefusal()).isEqualTo("FACE_DIFFERS");
    assertThat(passed.getAssuranceLevel()).isEqualTo(AssuranceLevel.ASSURANCE_LEVEL_SIMULATED);
  }

  @Test
  void shouldBeTheSameSubjectWhenADocumentComesAgain() {
    // Given
    String number = RegistryCaller.number();
    String first =
        registry
            .identities
            .beginVerification(registry.verification(number, "Wei").build())
            .getPerson()
            .getSubjectId();

    // When
    String again =
        registry
            .identities
            .beginVerification(registry.verification(number.toLowerCase(), "Wei").build())
            .getPerson()
            .getSubjectId();
    Throwable stolen =
        catchThrowable(
            () ->
                registry.identities.beginVerification(
                    registry
                        .verification(number, "Wei")
                        .setSubjectId(registry.verified())
                        .build()));

    // Then
    assertThat(again).isEqualTo(first);
    assertThat(RegistryCaller.info(stolen).getMetadataMap())
        .containsEntry("field", "document.number");
  }

  @Test
  void shouldStayTheSameHumanBeingWhenVerifiedAgain() {
    // Given
    String typo = registry.begin("Wei #NO_SUCH_IDENTITY").getSubjectId();
    registry.resume(typo);
    String number = RegistryCaller.number();
    BeginVerificationRequest.Builder corrected =
        registry.verification(number, "Wei").setSubjectId(typo);
    String subject =
        registry.identities.beginVerification(corrected.build()).getPerson().getSubjectId();
    registry.resume(subject);

    // When
    Throwable another =
        catchThrowable(
            () ->
                registry.identities.beginVerification(
                    registry
                        .verification(RegistryCaller.number(), "Mei")
                        .setSubjectId(subject)
                        .build()));
    Person after = registry.resume(subject);
    Person again =
        registry
            .identities
            .beginVerification(registry.verification(number, "Wei").setSubjectId(subject).build())
            .getPerson();

    // Then
    assertThat(another).as("another document for somebody who was verified").isNotNull();
    assertThat(RegistryCaller.info(another).getMetadataMap())
        .containsEntry("field", "document.number");
    assertThat(subject).isEqualTo(typo);
    assertThat(after.getState()).isEqualTo(PersonState.PERSON_STATE_VERIFIED);
    assertThat(again.getState()).isEqualTo(PersonState.PERSON_STATE_PENDING);
  }

  @Test
  void shouldStaySuspendedWhenTheNumberComesUnderAnotherKindOfDocument() {
    // Given
    String number = RegistryCaller.number();
    BeginVerificationRequest.Builder request = registry.verification(number, "Wei");
    String subject =
        registry.identities.beginVerification(request.build()).getPerson().getSubjectId();
    registry.identities.suspendPerson(
        SuspendPersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(subject)
            .build());
    request.setRequestId(RegistryCaller.id());
    request.getDocumentBuilder().setType(DocumentType.DOCUMENT_TYPE_CN_FOREIGN_PERMANENT_RESIDENT);

    // When
    Person comesBack = registry.identities.beginVerification(request.build()).getPerson();

    // Then
    assertThat(comesBack.getSubjectId()).as("a suspended person as a new one").isEqualTo(subject);
    assertThat(comesBack.getState()).isEqualTo(PersonState.PERSON_STATE_SUSPENDED);
  }

  @Test
  void shouldEraseAllTheSameWhenTheProviderDoesNotForget() {
    // Given
    String subject = registry.begin("Wei #KEEPS").getSubjectId();
    registry.resume(subject);

    // When
    ErasePersonResponse erased =
        registry.identities.erasePerson(
            ErasePersonRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setSubjectId(subject)
                .build());

    // Then
    assertThat(erased.getPerson().getState()).isEqualTo(PersonState.PERSON_STATE_ERASED);
    assertThat(rows("vault_key", subject)).isZero();
    assertThat(rows("provider_attempt", subject)).as("still owed").isEqualTo(1);
  }

  @Test
  void shouldHaveEachAttemptForgottenWhenAPersonWasSuspendedAndThenErased() {
    // Given
    String number = RegistryCaller.number();
    String subject =
        registry
            .identities
            .beginVerification(registry.verification(number, "Wei #FACE_DIFFERS").build())
            .getPerson()
            .getSubjectId();
    registry.resume(subject);
    registry.identities.beginVerification(registry.verification(number, "Wei").build());
    registry.resume(subject);
    registry.identities.suspendPerson(
        SuspendPersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(subject)
            .build());
    assertThat(rows("provider_attempt", subject)).isEqualTo(2);

    // When
    registry.identities.erasePerson(
        ErasePersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(subject)
            .build());

    // Then
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (rows("provider_attempt", subject) > 0) {
      assertThat(System.nanoTime()).as("both attempts are forgotten").isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  @Test
  void shouldVoidLeasesWhenPersonIsSuspended() {
    // Given
    Licence licence = registry.ready();
    StreamLease lease = acquire(licence);

    // When
    Person suspended =
        registry
            .identities
            .suspendPerson(
                SuspendPersonRequest.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setSubjectId(licence.getLicensorSubjectId())
                    .build())
            .getPerson();

    // Then
    assertThat(suspended.getState()).isEqualTo(PersonState.PERSON_STATE_SUSPENDED);
    assertThat(RegistryCaller.info(renewal(lease)).getReason()).isEqualTo("LEASE_REVOKED");
  }

  @Test
  void shouldShredTheKeyAndEndLicencesWhenPersonIsErased() {
    // Given
    Licence licence = registry.ready();
    String subject = licence.getLicensorSubjectId();
    StreamLease lease = acquire(licence);
    ErasePersonRequest request =
        ErasePersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(subject)
            .build();
    assertThat(rows("vault_key", subject)).isEqualTo(1);

    // When
    ErasePersonResponse erased = registry.identities.erasePerson(request);

    // Then
    assertThat(erased.getPerson().getState()).isEqualTo(PersonState.PERSON_STATE_ERASED);
    assertThat(erased.getReceipt()).matches("[0-9a-f]{64}");
    assertThat(rows("vault_key", subject)).isZero();
    assertThat(rows("vault_document", subject)).isZero();
    assertThat(
            registry
                .licences
                .getLicence(
                    GetLicenceRequest.newBuilder().setLicenceId(licence.getLicenceId()).build())
                .getLicence()
                .getState())
        .isEqualTo(LicenceState.LICENCE_STATE_REVOKED);
    var refusal = RegistryCaller.info(renewal(lease));
    assertThat(refusal.getReason()).isEqualTo("LEASE_REVOKED");
    assertThat(refusal.getMetadataMap()).containsEntry("epoch", "2");
    ErasePersonRequest again = request.toBuilder().setRequestId(RegistryCaller.id()).build();
    assertThat(registry.identities.erasePerson(again).getReceipt()).isEqualTo(erased.getReceipt());
  }

  @Test
  void shouldWriteNeitherNumberNorNameAnywhereWhenPeopleComeAndFail() {
    // Given
    Ears ears = new Ears();
    Logger root = Logger.getLogger("");
    root.addHandler(ears);
    String number = RegistryCaller.number();

    List<String> told = new ArrayList<>();

    // When
    try {
      for (String outcome : new String[] {"", " #FACE_DIFFERS", " #SILENT", " #LOST", " #OPEN"}) {
        String name = RegistryCaller.NAME + outcome;
        told.add(answer(() -> registry.resume(verified(number, name))));
      }
      String subject = registry.resume(verified(number, RegistryCaller.NAME)).getSubjectId();
      told.add(answer(() -> registry.beginPresence(subject, "simulator")));
      told.add(answer(() -> registry.beginPresence(subject, "manual")));
      told.add(answer(() -> claims(subject)));
      told.add(answer(() -> verified(number + "0", RegistryCaller.NAME)));
    } finally {
      root.removeHandler(ears);
    }

    // Then
    assertThat(told).hasSize(9).filteredOn(text -> text.contains("reason")).hasSize(3);
    assertThat(ears.lines).isNotEmpty();
    String metrics = RestAssured.given().get("/q/metrics").asString();
    assertThat(metrics).contains("afterglow_registry");
    assertThat(Stream.of(told, ears.lines, List.of(metrics)).flatMap(List::stream))
        .noneMatch(text -> text.contains(number) || text.contains("Canary"));
    List<String> tables = tables();
    assertThat(tables).hasSizeGreaterThan(25).contains("person", "request", "vault_document");
    for (String table : tables) {
      assertThat(dump(table))
          .as(table)
          .doesNotContain(number, "Canary", hex(number), hex("Canary"));
    }
    assertThat(dump("vault_document")).as("a dump shows what is there").contains("\\x");
  }

  private Object claims(String subject) {
    return registry.identities.getVerifiedClaims(
        GetVerifiedClaimsRequest.newBuilder().setSubjectId(subject).build());
  }

  private String verified(String number, String name) {
    return registry
        .identities
        .beginVerification(registry.verification(number, name).build())
        .getPerson()
        .getSubjectId();
  }

  /** All that a caller is told, be it an answer or a refusal. */
  private static String answer(Supplier<?> call) {
    try {
      return String.valueOf(call.get());
    } catch (StatusRuntimeException refused) {
      return refused + " " + refused.getTrailers() + " " + RegistryCaller.info(refused);
    }
  }

  private List<String> tables() {
    return pool.query(
            "select table_name from information_schema.tables where table_schema = 'registry'"
                + " and table_type = 'BASE TABLE' order by 1")
        .execute()
        .map(rows -> StreamSupport.stream(rows.spliterator(), false))
        .map(rows -> rows.map(row -> row.getString(0)).toList())
        .await()
        .indefinitely();
  }

  private String dump(String table) {
    return pool.query(
            "select coalesce(string_agg(t::text, ' '), '') from registry.\"" + table + "\" t")
        .execute()
        .map(found -> found.iterator().next().getString(0))
        .await()
        .indefinitely();
  }

  private static String hex(String text) {
    return java.util.HexFormat.of()
        .formatHex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** Hears every line that is logged. */
  private static final class Ears extends Handler {
    private final List<String> lines = new ArrayList<>();
    private final SimpleFormatter format = new SimpleFormatter();

    @Override
    public synchronized void publish(LogRecord line) {
      lines.add(format.format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
