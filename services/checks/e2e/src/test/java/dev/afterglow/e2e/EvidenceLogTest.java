package dev.afterglow.e2e;

import static dev.afterglow.e2e.CaptureStage.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.registry.v1.GetCheckpointRequest;
import dev.afterglow.api.registry.v1.GetCheckpointResponse;
import dev.afterglow.api.registry.v1.GetInclusionProofRequest;
import dev.afterglow.api.registry.v1.GetOpeningRequest;
import dev.afterglow.api.registry.v1.GetOpeningResponse;
import dev.afterglow.api.registry.v1.ListEntriesRequest;
import dev.afterglow.api.registry.v1.LogEntry;
import dev.afterglow.api.registry.v1.LogServiceGrpc;
import dev.afterglow.api.registry.v1.LogServiceGrpc.LogServiceBlockingStub;
import dev.afterglow.standalone.fleet.Fleet;
import dev.afterglow.standalone.fleet.Service;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every judged window of a drive stands in the log, though both services are killed meanwhile. */
class EvidenceLogTest {
  private static final int SEQUENCE_KEY = 4;

  @TempDir static Path folder;

  @RegisterExtension
  static final LogsOfFailures LOGS = new LogsOfFailures(() -> folder.resolve("data"));

  @Test
  void shouldFindEachWindowInTheLogWithItsProofWhenRegistryAndCaptureAreKilled() throws Exception {
    try (CaptureStage stage = CaptureStage.start(folder.resolve("data"), Map.of())) {
      // Given
      Fleet fleet = stage.fleet();
      CreateDriveResponse made = stage.createDrive(stage.person());
      String driveId = made.getDrive().getDriveId();
      int registries = fleet.restarts(Service.AVATAR_REGISTRY);
      int captures = fleet.restarts(Service.CAPTURE_INGEST);
      long judged;
      try (MadeDevice _ = MadeDevice.drive(stage.captureChannel(), made, 5, true)) {
        await("a window", () -> judged(stage, driveId) >= 1);

        // When
        fleet.child(Service.AVATAR_REGISTRY).kill();
        await("windows without a registry", () -> judged(stage, driveId) >= 3);
        judged = judged(stage, driveId);
        Thread.sleep(500);
        fleet.child(Service.CAPTURE_INGEST).kill();
      }
      await("the registry", () -> serves(fleet, Service.AVATAR_REGISTRY, registries));
      await("capture-ingest", () -> serves(fleet, Service.CAPTURE_INGEST, captures));

      // Then
      LogServiceBlockingStub log =
          LogServiceGrpc.newBlockingStub(fleet.channel(Service.AVATAR_REGISTRY));
      await("windows 1 to " + judged, () -> windows(log, driveId).size() >= judged);
      Map<Long, LogEntry> windows = windows(log, driveId);
      for (long sequence = 1; sequence <= judged; sequence++) {
        assertThat(windows).as("window %d of %d", sequence, judged).containsKey(sequence);
        assertProven(log, windows.get(sequence));
      }
    }
  }

  private static long judged(CaptureStage stage, String driveId) {
    return stage.health(driveId).getNewestWindow().getSequence();
  }

  private static boolean serves(Fleet fleet, Service service, int before) {
    return fleet.restarts(service) > before && fleet.isServing(service);
  }

  /** The windows of a drive, by their numbers, as far as a signed head covers them. */
  private static Map<Long, LogEntry> windows(LogServiceBlockingStub log, String driveId) {
    Map<Long, LogEntry> windows = new TreeMap<>();
    try {
      long size = head(log).getTreeSize();
      List<LogEntry> entries =
          log.listEntries(ListEntriesRequest.newBuilder().setPageSize(1_000).build())
              .getEntriesList();
      for (LogEntry entry : entries) {
        if (entry.getIndex() < size && isWindow(entry)) {
          byte[] record = opening(log, entry).getRecord().toByteArray();
          if (new String(record, StandardCharsets.ISO_8859_1).contains(driveId)) {
            windows.put(sequence(record), entry);
          }
        }
      }
    } catch (StatusRuntimeException notYet) {
      assertThat(LogAppender.isTrouble(notYet)).as("%s", notYet).isTrue();
    }
    return windows;
  }

  private static boolean isWindow(LogEntry entry) {
    return entry.getLeaf().toString(StandardCharsets.ISO_8859_1).contains("evidence.window");
  }

  private static GetOpeningResponse opening(LogServiceBlockingStub log, LogEntry entry) {
    return log.getOpening(GetOpeningRequest.newBuilder().setIndex(entry.getIndex()).build());
  }

  private static GetCheckpointResponse head(LogServiceBlockingStub log) {
    return log.getCheckpoint(GetCheckpointRequest.getDefaultInstance());
  }

  /** The fourth of the window's fields; the three before it are a number and two short texts. */
  private static long sequence(byte[] record) {
    int at = 3;
    for (int text = 0; text < 2; text++) {
      int head = record[at + 1] & 0xFF;
      at += head == 0x78 ? 3 + (record[at + 2] & 0xFF) : 2 + (head & 0x1F);
    }
    assertThat(record[at]).as("the key of the number").isEqualTo((byte) SEQUENCE_KEY);
    int value = record[at + 1] & 0xFF;
    return value < 24 ? value : record[at + 2] & 0xFF;
  }

  private static void assertProven(LogServiceBlockingStub log, LogEntry entry)
      throws GeneralSecurityException {
    GetOpeningResponse opening = opening(log, entry);
    byte[] leaf = entry.getLeaf().toByteArray();
    assertThat(HexFormat.of().formatHex(Arrays.copyOfRange(leaf, leaf.length - 32, leaf.length)))
        .isEqualTo(
            LogTiles.commitment(
                opening.getSalt().toByteArray(), opening.getRecord().toByteArray()));
    GetCheckpointResponse head = head(log);
    List<ByteString> proof =
        log.getInclusionProof(
                GetInclusionProofRequest.newBuilder()
                    .setIndex(entry.getIndex())
                    .setTreeSize(head.getTreeSize())
                    .build())
            .getHashesList();
    assertThat(root(entry.getIndex(), head.getTreeSize(), leaf, proof))
        .isEqualTo(head.getRootHash().toByteArray());
  }

  /** The root that an inclusion proof comes to: RFC 9162, 2.1.3.2, written apart. */
  private static byte[] root(long index, long size, byte[] leaf, List<ByteString> proof)
      throws GeneralSecurityException {
    long node = index;
    long last = size - 1;
    byte[] hash = sha256(new byte[] {0}, leaf, new byte[0]);
    for (ByteString each : proof) {
      byte[] beside = each.toByteArray();
      if ((node & 1) == 1 || node == last) {
        hash = sha256(new byte[] {1}, beside, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = sha256(new byte[] {1}, hash, beside);
      }
      node >>= 1;
      last >>= 1;
    }
    assertThat(last).as("the proof reaches the root").isZero();
    return hash;
  }

  private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
  }
}
