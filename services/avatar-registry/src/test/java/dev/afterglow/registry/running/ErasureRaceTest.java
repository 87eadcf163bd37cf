package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.PartKind;
import dev.afterglow.api.registry.v1.PartServiceGrpc;
import dev.afterglow.api.registry.v1.UploadPartHeader;
import dev.afterglow.api.registry.v1.UploadPartRequest;
import dev.afterglow.api.registry.v1.UploadPartResponse;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever is erased while something of theirs is being registered keeps nothing. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@Timeout(120)
class ErasureRaceTest extends RegistryScene {
  private static final String WAITING =
      "select count(*) from pg_locks where not granted and locktype in ('tuple', 'transactionid')";

  @Test
  void shouldGrantNothingWhenTheLicensorIsErasedMeanwhile() {
    // Given
    String person = registry.verified();
    String avatar = registry.upload(person).getAvatarId();

    // When
    Throwable refused = whileErased(person, () -> registry.licence(person, avatar));

    // Then
    assertNotVerified(refused);
    assertThat(owned("licence", "licensor_subject_id", person)).isZero();
  }

  @Test
  void shouldRegisterNoAvatarWhenTheOwnerIsErasedMeanwhile() {
    // Given
    String person = registry.verified();

    // When
    Throwable refused = whileErased(person, () -> registry.upload(person));

    // Then
    assertNotVerified(refused);
    assertThat(owned("avatar", "owner_subject_id", person)).isZero();
  }

  @Test
  void shouldRegisterNoPartWhenTheAuthorIsErasedMeanwhile() {
    // Given
    String avatar = registry.upload(registry.verified()).getAvatarId();
    String author = registry.verified();

    // When
    Throwable refused = whileErased(author, () -> persona(avatar, author));

    // Then
    assertNotVerified(refused);
    assertThat(owned("part", "author_subject_id", author)).isZero();
  }

  private static void assertNotVerified(Throwable refused) {
    assertThat(refused).as("registered for somebody who is erased").isNotNull();
    assertThat(RegistryCaller.info(refused).getReason()).isEqualTo("PERSON_NOT_VERIFIED");
  }

  /** Makes a call while another transaction erases the person, and lets that one commit first. */
  private Throwable whileErased(String subject, Supplier<?> call) {
    SqlConnection connection = pool.getConnection().await().indefinitely();
    var transaction = connection.begin().await().indefinitely();
    connection
        .preparedQuery("select 1 from registry.person where subject_id = $1 for update")
        .execute(Tuple.of(subject))
        .await()
        .indefinitely();
    CompletableFuture<Throwable> outcome =
        CompletableFuture.supplyAsync(() -> catchThrowable(call::get));
    untilSomebodyWaits();
    connection
        .preparedQuery(
            "update registry.person set state = 'ERASED', erasure_receipt = 'test',"
                + " version = version + 1 where subject_id = $1")
        .execute(Tuple.of(subject))
        .await()
        .indefinitely();
    transaction.commit().await().indefinitely();
    connection.close().await().indefinitely();
    return RegistryCaller.await(outcome);
  }

  private void untilSomebodyWaits() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (count(WAITING) == 0) {
      assertThat(System.nanoTime()).as("the call waits for the person's row").isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private long owned(String table, String column, String subject) {
    return count(
        "select count(*) from registry.%s where %s = '%s'".formatted(table, column, subject));
  }

  private long count(String query) {
    return pool.query(query)
        .execute()
        .map(found -> found.iterator().next().getLong(0))
        .await()
        .indefinitely();
  }

  private Object persona(String avatar, String author) {
    byte[] text = "Speaks softly of tea.\n".getBytes(StandardCharsets.UTF_8);
    CompletableFuture<UploadPartResponse> answer = new CompletableFuture<>();
    StreamObserver<UploadPartRequest> upload =
        PartServiceGrpc.newStub(registry.channel())
            .uploadPart(
                new StreamObserver<>() {
                  @Override
                  public void onNext(UploadPartResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable thrown) {
                    answer.completeExceptionally(thrown);
                  }

                  @Override
                  public void onCompleted() {}
                });
    upload.onNext(
        UploadPartRequest.newBuilder()
            .setHeader(
                UploadPartHeader.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setAvatarId(avatar)
                    .setKind(PartKind.PART_KIND_PERSONA)
                    .setAuthorSubjectId(author)
                    .setSource("test")
                    .setSizeBytes(text.length)
                    .setSha256(ByteString.copyFrom(RegistryCaller.sha256(text))))
            .build());
    upload.onNext(UploadPartRequest.newBuilder().setChunk(ByteString.copyFrom(text)).build());
    upload.onCompleted();
    return RegistryCaller.await(answer);
  }
}
