package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.AppendEvidenceRequest;
import dev.afterglow.api.registry.v1.GetCheckpointRequest;
import dev.afterglow.api.registry.v1.GetCheckpointResponse;
import dev.afterglow.registry.transparency.LogFolder;
import dev.afterglow.registry.transparency.NoteVerifier;
import dev.afterglow.registry.transparency.audit.Auditor;
import dev.afterglow.registry.transparency.stamp.CertificateJudge;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads of a running registry are stamped, and published whatever the authority does. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@QuarkusTestResource(value = RunningAuthority.class, restrictToAnnotatedClass = true)
@Timeout(120)
class StampFlowTest extends RegistryScene {
  @Inject LogFolder folder;

  @AfterEach
  void honest() {
    System.clearProperty(RunningAuthority.BEHAVIOUR);
  }

  @Test
  void shouldServeStampedHeadsThatStandTheAuditWhenTheAuthorityIsHonest() throws Exception {
    // Given
    long index = append();

    // When
    await(() -> stamps().stream().anyMatch(size -> size > index));
    long size = stamps().getLast();
    byte[] note = served("/log/stamp/" + size + "/checkpoint");
    byte[] token = served("/log/stamp/" + size + "/token.tst");
    CertificateJudge judge =
        CertificateJudge.of(
            Files.readAllBytes(Path.of(System.getProperty(RunningAuthority.CERTIFICATE))));
    Auditor.Report report =
        new Auditor(
                folder, NoteVerifier.parse(head().getVerifierKey()), List.of(), Optional.of(judge))
            .audit();

    // Then
    assertThat(new String(note, StandardCharsets.UTF_8)).contains("\n" + size + "\n");
    assertThat(Duration.between(judge.time(note, token), new MovableClock().instant()).abs())
        .as("a token's time is in whole seconds, and the test moves the clock on")
        .isLessThan(Duration.ofMinutes(1));
    assertThat(report.faults()).isEmpty();
    assertThat(report.stamps()).containsKey(size);
    assertThat(RestAssured.given().get("/log/stamp/" + size + "/other").statusCode())
        .isEqualTo(404);
    assertThat(RestAssured.given().get("/log/stamp/999999/token.tst").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"STALLED", "OTHER_DIGEST", "OTHER_NONCE", "EXPIRED", "BROKEN"})
  void shouldPublishOnAndKeepNoStampWhenTheAuthorityFails(String behaviour) throws Exception {
    // Given: a head that came too late for an honest stamp, or it would not be asked again
    System.setProperty(RunningAuthority.BEHAVIOUR, behaviour);
    long first = append();
    await(() -> head().getTreeSize() > first);
    int asked = asked();
    await(() -> asked() > asked + 1);
    List<Long> before = stamps();

    // When
    long index = append();
    MovableClock.forward(Duration.ofSeconds(1));
    await(() -> head().getTreeSize() > index);
    int since = asked();
    await(() -> asked() > since + 1);

    // Then
    assertThat(stamps()).isEqualTo(before);
  }

  private static int asked() {
    return Integer.getInteger(RunningAuthority.ASKED, 0);
  }

  private static List<Long> stamps() {
    return RestAssured.given().get("/log/stamps").asString().lines().map(Long::valueOf).toList();
  }

  private static byte[] served(String path) {
    return RestAssured.given().get(path).asByteArray();
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

  /** There is none before the first entry. */
  private GetCheckpointResponse head() {
    return registry.log.getCheckpoint(GetCheckpointRequest.getDefaultInstance());
  }

  private static void await(BooleanSupplier wanted) throws InterruptedException {
    while (!wanted.getAsBoolean()) {
      // The registry's clock stands still: it is what says when the next stamp is due.
      MovableClock.forward(Duration.ofMillis(50));
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
