package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.AssuranceLevel;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.api.registry.v1.ErasePersonResponse;
import dev.afterglow.api.registry.v1.GetLicenceRequest;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.LicenceState;
import dev.afterglow.api.registry.v1.Person;
import dev.afterglow.api.registry.v1.PersonState;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.api.registry.v1.SuspendPersonRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
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

    // When
    try {
      for (String outcome : new String[] {"", " #FACE_DIFFERS", " #SILENT", " #LOST", " #OPEN"}) {
        String name = RegistryCaller.NAME + outcome;
        var unused =
            catchThrowable(
                () -> {
                  Person person =
                      registry
                          .identities
                          .beginVerification(registry.verification(number, name).build())
                          .getPerson();
                  registry.resume(person.getSubjectId());
                });
      }
      var wrong =
          catchThrowable(
              () ->
                  registry.identities.beginVerification(
                      registry.verification(number + "0", RegistryCaller.NAME).build()));
      assertThat(wrong).isNotNull();
    } finally {
      root.removeHandler(ears);
    }

    // Then
    assertThat(ears.lines).isNotEmpty();
    assertThat(ears.lines).noneMatch(line -> line.contains(number) || line.contains("Canary"));
    for (String table : List.of("person", "request", "vault_document", "vault_key")) {
      String dump =
          pool.query("select coalesce(string_agg(t::text, ' '), '') from registry." + table + " t")
              .execute()
              .map(found -> found.iterator().next().getString(0))
              .await()
              .indefinitely();
      assertThat(dump).as(table).isNotEmpty().doesNotContain(number, "Canary", hex(number));
    }
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
