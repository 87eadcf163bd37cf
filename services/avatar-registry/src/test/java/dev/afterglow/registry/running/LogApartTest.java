package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.AppendEvidenceRequest;
import dev.afterglow.api.registry.v1.GetCheckpointRequest;
import dev.afterglow.api.registry.v1.GetCheckpointResponse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that was restored from a backup, and the log's folder that was kept. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@Timeout(180)
class LogApartTest extends RegistryScene {

  @Test
  void shouldGiveNoPlacesAndSignNothingWhileTheFolderIsAheadOfItsDatabase() {
    // Given
    registry.ready();
    GetCheckpointResponse before = settled();
    execute("create table registry_test_backup as select * from registry.log_entry");
    execute("delete from registry.log_entry where log_index >= 2");

    // When
    Throwable refused = catchThrowable(() -> append());
    long given = count("select count(*) from registry.log_entry");
    GetCheckpointResponse during = head();
    int ready = RestAssured.given().get("/q/health/ready").statusCode();
    execute("delete from registry.log_entry");
    execute("insert into registry.log_entry select * from registry_test_backup");
    execute("drop table registry_test_backup");

    // Then
    assertThat(refused).as("a place that the signed tree gave to another entry").isNotNull();
    assertThat(RegistryCaller.info(refused).getReason()).isEqualTo("LOG_BUSY");
    assertThat(given).isEqualTo(2);
    assertThat(during).isEqualTo(before);
    assertThat(ready).isEqualTo(503);
    assertThat(settled().getTreeSize()).isGreaterThan(before.getTreeSize());
    assertThat(RestAssured.given().get("/q/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldSignNothingWhenTheTableHasGrownBesideTheFolder() {
    // Given
    registry.ready();
    GetCheckpointResponse before = settled();
    long last = before.getTreeSize() - 1;
    execute(
        "create table registry_test_leaf as select * from registry.log_entry"
            + " where log_index = "
            + last);
    execute("update registry.log_entry set leaf = '\\x00' where log_index = " + last);

    // When
    Throwable refused = catchThrowable(() -> append());
    GetCheckpointResponse during = head();
    execute(
        "update registry.log_entry e set leaf = t.leaf from registry_test_leaf t"
            + " where e.log_index = t.log_index");
    execute("drop table registry_test_leaf");

    // Then
    assertThat(refused).as("a tree that never had the entry before").isNotNull();
    assertThat(RegistryCaller.info(refused).getReason()).isEqualTo("LOG_BUSY");
    assertThat(during).isEqualTo(before);
    assertThat(settled().getTreeSize()).isGreaterThan(before.getTreeSize());
  }

  private long append() {
    return registry
        .log
        .appendEvidence(
            AppendEvidenceRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setBroadcastId(RegistryCaller.id())
                .setWindow(ByteString.copyFromUtf8("window"))
                .build())
        .getIndex();
  }

  private GetCheckpointResponse head() {
    return registry.log.getCheckpoint(GetCheckpointRequest.getDefaultInstance());
  }

  private GetCheckpointResponse settled() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    long index = placed(until);
    while (head().getTreeSize() <= index || count(OUTBOX) > 0) {
      assertThat(System.nanoTime()).as("the log is published").isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return head();
  }

  private long placed(long until) {
    while (true) {
      try {
        return append();
      } catch (io.grpc.StatusRuntimeException busy) {
        assertThat(System.nanoTime()).as("the log takes entries again").isLessThan(until);
      }
    }
  }

  private static final String OUTBOX = "select count(*) from registry.log_outbox";

  private void execute(String statement) {
    pool.query(statement).execute().await().indefinitely();
  }

  private long count(String query) {
    return pool.query(query)
        .execute()
        .map(found -> found.iterator().next().getLong(0))
        .await()
        .indefinitely();
  }
}
