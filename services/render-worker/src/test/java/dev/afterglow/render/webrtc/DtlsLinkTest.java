package dev.afterglow.render.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.webrtc.DtlsIdentity.Fingerprint;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both ends of a link in one process. */
@Timeout(60)
class DtlsLinkTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final DtlsIdentity one = DtlsIdentity.make(RANDOM, NOW);
  private final DtlsIdentity two = DtlsIdentity.make(RANDOM, NOW);
  private final AtomicReference<DtlsLink> server = new AtomicReference<>();
  private final DtlsLink client = new DtlsLink(datagram -> server.get().received(datagram));

  private CompletableFuture<DtlsLink.Keys> keys(
      DtlsLink link, boolean asClient, DtlsIdentity own, DtlsIdentity other) {
    Fingerprint expected =
        new Fingerprint("sha-256", Fingerprint.of("sha-256", other.certificate()));
    CompletableFuture<DtlsLink.Keys> out = new CompletableFuture<>();
    Executors.newVirtualThreadPerTaskExecutor()
        .execute(
            () -> {
              try {
                out.complete(link.handshake(asClient, own, expected, RANDOM));
              } catch (IOException | RuntimeException e) {
                out.completeExceptionally(e);
              }
            });
    return out;
  }

  @Test
  void shouldAgreeOnKeysAndHearOfTheEnd() {
    // Given
    server.set(new DtlsLink(client::received));

    // When
    CompletableFuture<DtlsLink.Keys> waits = keys(server.get(), false, two, one);
    DtlsLink.Keys begins = keys(client, true, one, two).join();

    // Then
    byte[] report = new byte[28];
    report[1] = (byte) 200;
    assertThat(waits.join().receive().openControl(begins.send().protectControl(report)))
        .contains(report);
    assertThat(begins.receive().openControl(waits.join().send().protectControl(report)))
        .contains(report);
    client.end();
    server.get().awaitEnd();
  }

  @Test
  void shouldAgreeOnNothingWhenTheServerShowsAnotherCertificate() {
    // Given
    server.set(new DtlsLink(client::received));
    DtlsIdentity forged = DtlsIdentity.make(RANDOM, NOW);

    // When
    CompletableFuture<DtlsLink.Keys> waits = keys(server.get(), false, forged, one);
    CompletableFuture<DtlsLink.Keys> begins = keys(client, true, one, two);

    // Then
    assertFails(begins);
    assertFails(waits);
  }

  @Test
  void shouldAgreeOnNothingWhenTheClientShowsAnotherCertificate() {
    // Given
    server.set(new DtlsLink(client::received));
    DtlsIdentity forged = DtlsIdentity.make(RANDOM, NOW);

    // When
    CompletableFuture<DtlsLink.Keys> waits = keys(server.get(), false, two, one);
    CompletableFuture<DtlsLink.Keys> begins = keys(client, true, forged, two);

    // Then
    assertFails(waits);
    assertFails(begins);
  }

  private static void assertFails(CompletableFuture<DtlsLink.Keys> keys) {
    try {
      keys.join();
    } catch (CompletionException expected) {
      assertThat(expected).hasCauseInstanceOf(IOException.class);
      return;
    }
    throw new AssertionError("keys were agreed on");
  }
}
