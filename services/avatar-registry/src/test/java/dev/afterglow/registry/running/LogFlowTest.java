package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.AppendEvidenceRequest;
import dev.afterglow.api.registry.v1.AppendEvidenceResponse;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.api.registry.v1.GetCheckpointRequest;
import dev.afterglow.api.registry.v1.GetCheckpointResponse;
import dev.afterglow.api.registry.v1.GetConsistencyProofRequest;
import dev.afterglow.api.registry.v1.GetInclusionProofRequest;
import dev.afterglow.api.registry.v1.GetOpeningRequest;
import dev.afterglow.api.registry.v1.GetOpeningResponse;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.ListEntriesRequest;
import dev.afterglow.api.registry.v1.LogEntry;
import dev.afterglow.api.registry.v1.ReleaseLeaseRequest;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.api.registry.v1.SuspendPersonRequest;
import dev.afterglow.registry.transparency.Commitments;
import dev.afterglow.registry.transparency.Hash;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.Leaf;
import dev.afterglow.registry.transparency.LogFolder;
import dev.afterglow.registry.transparency.NoteVerifier;
import dev.afterglow.registry.transparency.ProofCheck;
import dev.afterglow.registry.transparency.audit.Auditor;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The log of a running registry. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
class LogFlowTest extends RegistryScene {
  @Inject LogFolder folder;

  private AppendEvidenceRequest.Builder window(String text) {
    return AppendEvidenceRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setBroadcastId(RegistryCaller.id())
        .setWindow(ByteString.copyFromUtf8(text));
  }

  /** A head that covers everything that was noted before. */
  private GetCheckpointResponse settled() {
    long index = registry.log.appendEvidence(window("settled").build()).getIndex();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      GetCheckpointResponse head =
          registry.log.getCheckpoint(GetCheckpointRequest.getDefaultInstance());
      if (head.getTreeSize() > index) {
        return head;
      }
      assertThat(System.nanoTime()).as("the log is published").isLessThan(until);
    }
  }

  private List<LogEntry> entries(long from, long size) {
    List<LogEntry> entries = new ArrayList<>();
    while (from + entries.size() < size) {
      entries.addAll(
          registry
              .log
              .listEntries(
                  ListEntriesRequest.newBuilder()
                      .setStartIndex(from + entries.size())
                      .setPageSize(1_000)
                      .build())
              .getEntriesList());
    }
    return entries;
  }

  private static Hash hash(ByteString bytes) {
    return Hash.of(bytes.toByteArray());
  }

  private static List<Hash> hashes(List<ByteString> proof) {
    return proof.stream().map(LogFlowTest::hash).toList();
  }

  @Test
  void shouldKeepNoEventForKafkaWhenNoneIsConfigured() {
    // When
    registry.ready();

    // Then
    assertThat(
            pool.query("select count(*) from registry.event_outbox")
                .execute()
                .map(found -> found.iterator().next().getLong(0))
                .await()
                .indefinitely())
        .isZero();
  }

  @Test
  void shouldTellOfEachChangeInOrderAndStandTheAuditWhenALifeIsLived() throws Exception {
    // Given
    long from = settled().getTreeSize();

    // When
    Licence licence = registry.ready();
    String person = licence.getLicensorSubjectId();
    for (int i = 0; i < 2; i++) {
      String lease =
          registry
              .leases
              .acquireLease(
                  AcquireLeaseRequest.newBuilder()
                      .setRequestId(RegistryCaller.id())
                      .setUse(
                          registry.use(licence).toBuilder()
                              .setRoomId("00000000-0000-7000-8000-000000000001"))
                      .setHolder("worker-1")
                      .build())
              .getLease()
              .getLeaseId();
      if (i == 0) {
        registry.leases.releaseLease(ReleaseLeaseRequest.newBuilder().setLeaseId(lease).build());
      }
    }
    registry.licences.revokeLicence(
        RevokeLicenceRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setLicenceId(licence.getLicenceId())
            .build());
    registry.identities.suspendPerson(
        SuspendPersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(person)
            .build());
    String receipt =
        registry
            .identities
            .erasePerson(
                ErasePersonRequest.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setSubjectId(person)
                    .build())
            .getReceipt();
    GetCheckpointResponse head = settled();
    List<Leaf> leaves =
        entries(from, head.getTreeSize()).stream()
            .map(entry -> Leaf.read(entry.getLeaf().toByteArray()))
            .toList();
    Auditor.Report report =
        new Auditor(folder, NoteVerifier.parse(head.getVerifierKey()), List.of(head.getNote()))
            .audit();

    // Then
    assertThat(leaves.stream().map(Leaf::kind))
        .containsExactly(
            Kind.PERSON_BEGUN,
            Kind.PERSON_VERIFIED,
            Kind.AVATAR_REGISTERED,
            Kind.LICENCE_GRANTED,
            Kind.LEASE_GRANTED,
            Kind.LEASE_RELEASED,
            Kind.LEASE_GRANTED,
            Kind.LEASE_REVOKED,
            Kind.LICENCE_REVOKED,
            Kind.PERSON_SUSPENDED,
            Kind.PERSON_ERASED,
            Kind.EVIDENCE_WINDOW);
    assertThat(HexFormat.of().formatHex(leaves.get(10).commitment())).isEqualTo(receipt);
    assertThat(leaves.get(0).tag()).isEqualTo(leaves.get(10).tag());
    assertThat(report.faults()).isEmpty();
    long kept =
        pool.preparedQuery(
                "select (select count(*) from registry.log_object where first_subject_id = $1"
                    + " or second_subject_id = $1) + (select count(*) from registry.log_opening"
                    + " where position($2 in encode(record, 'escape')) > 0)")
            .execute(Tuple.of(person, person))
            .map(rows -> rows.iterator().next().getLong(0))
            .await()
            .indefinitely();
    assertThat(kept).isZero();
  }

  @Test
  void shouldProveEachEntryAndItsGrowthWhenAskedOverTheWire() {
    // Given
    GetCheckpointResponse before = settled();
    for (int i = 0; i < 5; i++) {
      registry.log.appendEvidence(window("window " + i).build());
    }
    GetCheckpointResponse after = settled();
    long size = after.getTreeSize();

    // When
    List<Hash> grown =
        hashes(
            registry
                .log
                .getConsistencyProof(
                    GetConsistencyProofRequest.newBuilder()
                        .setFirstTreeSize(before.getTreeSize())
                        .setSecondTreeSize(size)
                        .build())
                .getHashesList());
    List<Boolean> included = new ArrayList<>();
    for (LogEntry entry : entries(0, size)) {
      List<Hash> proof =
          hashes(
              registry
                  .log
                  .getInclusionProof(
                      GetInclusionProofRequest.newBuilder()
                          .setIndex(entry.getIndex())
                          .setTreeSize(size)
                          .build())
                  .getHashesList());
      included.add(
          ProofCheck.included(
              Hash.leaf(entry.getLeaf().toByteArray()),
              entry.getIndex(),
              size,
              proof,
              hash(after.getRootHash())));
    }

    // Then
    assertThat(
            ProofCheck.grew(
                before.getTreeSize(),
                size,
                grown,
                hash(before.getRootHash()),
                hash(after.getRootHash())))
        .isTrue();
    assertThat(included).hasSize((int) size).containsOnly(true);
  }

  @Test
  void shouldGiveTheFirstPlaceWhenAWindowComesAgainAndRefuseAnotherUnderItsId() {
    // Given
    AppendEvidenceRequest request = window("a window").build();
    long first = registry.log.appendEvidence(request).getIndex();

    // When
    long again = registry.log.appendEvidence(request).getIndex();
    Throwable other =
        catchThrowable(
            () ->
                registry.log.appendEvidence(
                    request.toBuilder().setWindow(ByteString.copyFromUtf8("another")).build()));

    // Then
    assertThat(again).isEqualTo(first);
    assertThat(RegistryCaller.info(other).getReason()).isEqualTo("REQUEST_ID_REUSED");
  }

  @Test
  void shouldGiveEachItsOwnPlaceOrTheSameWhenManyComeAtOnce() throws Exception {
    // Given
    List<AppendEvidenceRequest> requests = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      AppendEvidenceRequest request = window("window " + i).build();
      requests.add(request);
      requests.add(request);
    }

    // When
    List<ListenableFuture<AppendEvidenceResponse>> answers =
        requests.stream().map(registry.appends::appendEvidence).toList();
    List<Long> places = new ArrayList<>();
    for (ListenableFuture<AppendEvidenceResponse> answer : answers) {
      places.add(answer.get(30, TimeUnit.SECONDS).getIndex());
    }

    // Then
    for (int i = 0; i < places.size(); i += 2) {
      assertThat(places.get(i)).isEqualTo(places.get(i + 1));
    }
    assertThat(places.stream().distinct()).hasSize(100);
  }

  @Test
  void shouldShowWhatAnEntryCommitsToUntilItsDriverIsErased() {
    // Given
    String driver = registry.verified();
    long index =
        registry
            .log
            .appendEvidence(window("a window").setDriverSubjectId(driver).build())
            .getIndex();
    settled();
    Leaf leaf = Leaf.read(entries(index, index + 1).getFirst().getLeaf().toByteArray());
    GetOpeningRequest request = GetOpeningRequest.newBuilder().setIndex(index).build();

    // When
    GetOpeningResponse shown = registry.log.getOpening(request);
    registry.identities.erasePerson(
        ErasePersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(driver)
            .build());
    Throwable erased = catchThrowable(() -> registry.log.getOpening(request));
    Throwable late =
        catchThrowable(
            () ->
                registry.log.appendEvidence(window("too late").setDriverSubjectId(driver).build()));

    // Then
    assertThat(shown.getRecord().toStringUtf8()).isEqualTo("a window");
    assertThat(
            Commitments.commitment(shown.getSalt().toByteArray(), shown.getRecord().toByteArray()))
        .isEqualTo(leaf.commitment());
    assertThat(late).as("a window that no erasure would delete").isNotNull();
    assertThat(RegistryCaller.info(late).getMetadataMap()).containsEntry("state", "ERASED");
    assertThat(RegistryCaller.info(erased).getReason()).isEqualTo("LOG_OPENING_NOT_FOUND");
  }

  @Test
  void shouldRefuseProofsOfWhatIsNotThere() {
    // Given
    long size = settled().getTreeSize();

    // When
    Throwable beyond =
        catchThrowable(
            () ->
                registry.log.getInclusionProof(
                    GetInclusionProofRequest.newBuilder()
                        .setIndex(0)
                        .setTreeSize(size + 1_000_000)
                        .build()));
    Throwable outside =
        catchThrowable(
            () ->
                registry.log.getInclusionProof(
                    GetInclusionProofRequest.newBuilder()
                        .setIndex(size)
                        .setTreeSize(size)
                        .build()));
    Throwable backwards =
        catchThrowable(
            () ->
                registry.log.getConsistencyProof(
                    GetConsistencyProofRequest.newBuilder()
                        .setFirstTreeSize(2)
                        .setSecondTreeSize(1)
                        .build()));

    // Then
    for (Throwable refusal : Arrays.asList(beyond, outside, backwards)) {
      assertThat(Status.fromThrowable(refusal).getCode()).isEqualTo(Status.Code.OUT_OF_RANGE);
      assertThat(RegistryCaller.info(refusal).getReason()).isEqualTo("LOG_RANGE");
    }
  }

  @Test
  void shouldServeTheSameLogAsStaticFilesAndNothingElse() throws Exception {
    // Given
    GetCheckpointResponse head = settled();
    RestAssured.baseURI = "http://" + url.getHost();
    RestAssured.port = url.getPort();

    // When
    String note = RestAssured.get("/log/checkpoint").then().statusCode(200).extract().asString();
    String path =
        folder.paths().stream().filter(it -> it.startsWith("tile/0/")).findFirst().orElseThrow();
    byte[] tile = RestAssured.get("/log/" + path).then().statusCode(200).extract().asByteArray();

    // Then
    assertThat(note).startsWith(head.getNote().substring(0, head.getNote().indexOf('\n')));
    assertThat(tile).isEqualTo(folder.read(path).orElseThrow());
    RestAssured.given()
        .urlEncodingEnabled(false)
        .get("/log/tile/0/..%2f..%2fcheckpoint")
        .then()
        .statusCode(404);
    RestAssured.get("/log/tile/0/999").then().statusCode(404);
  }

  @Test
  void shouldHoldNeitherNumberNorNameNorSubjectWhenReadWhole() throws Exception {
    // Given
    String number = RegistryCaller.number();
    String subject =
        registry
            .identities
            .beginVerification(registry.verification(number, RegistryCaller.NAME).build())
            .getPerson()
            .getSubjectId();
    registry.resume(subject);
    settled();

    // When
    StringBuilder all = new StringBuilder();
    for (String path : folder.paths()) {
      all.append(new String(folder.read(path).orElseThrow(), StandardCharsets.ISO_8859_1));
    }

    // Then
    assertThat(all.toString()).doesNotContain(number, RegistryCaller.NAME, subject, "sim:");
  }

  @Test
  void shouldBeginWithWhatWasThereWhenAThingIsOlderThanTheLog() throws Exception {
    // Given
    Licence licence = registry.ready();
    pool.preparedQuery("delete from registry.log_object where thing = $1")
        .execute(Tuple.of("licence:" + licence.getLicenceId()))
        .await()
        .atMost(Duration.ofSeconds(10));
    long from = settled().getTreeSize();

    // When
    registry.licences.revokeLicence(
        RevokeLicenceRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setLicenceId(licence.getLicenceId())
            .build());
    GetCheckpointResponse head = settled();

    // Then
    assertThat(
            entries(from, head.getTreeSize()).stream()
                .map(entry -> Leaf.read(entry.getLeaf().toByteArray()).kind()))
        .containsExactly(Kind.CARRIED, Kind.LICENCE_REVOKED, Kind.EVIDENCE_WINDOW);
    assertThat(
            new Auditor(folder, NoteVerifier.parse(head.getVerifierKey()), List.of())
                .audit()
                .faults())
        .isEmpty();
  }
}
