package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.registry.v1.StartPairingRequest;
import dev.afterglow.e2e.AgentProgram.Outcome;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A device on which the agent runs.
 *
 * @param to where its capture-ingest is, {@code host:port}
 * @param key the file of its key
 * @param id by which the registry knows it; empty for one that was never paired
 */
record PairedDevice(String to, Path key, String id) {
  private static final Pattern PAIRED = Pattern.compile("Paired as device ([0-9a-f-]{36});");
  private static final int SHA256_BYTES = 32;

  /** Runs {@code agent pair} with a fresh code of that person. */
  static PairedDevice pair(CaptureStage stage, String person, String to, Path folder, String name)
      throws Exception {
    Path key = Files.createTempDirectory(folder, name).resolve("device.key");
    String code =
        stage
            .devices()
            .startPairing(StartPairingRequest.newBuilder().setSubjectId(person).build())
            .getCode();
    try (AgentProgram pairing =
        AgentProgram.start("pair", code, "--to", to, "--key", key.toString(), "--label", name)) {
      Outcome outcome = pairing.awaitEnd();
      assertThat(outcome.code()).as("exit code of %s", outcome.lines()).isZero();
      return new PairedDevice(to, key, outcome.found(PAIRED).group(1));
    }
  }

  /** Runs {@code agent run} for a drive. */
  AgentProgram run(CreateDriveResponse made, String... more) throws Exception {
    return AgentProgram.start(arguments(made, more));
  }

  /** The same, where a person sees the terminal. */
  AgentProgram runWatched(CreateDriveResponse made, String... more) throws Exception {
    return AgentProgram.startWatched(arguments(made, more));
  }

  private String[] arguments(CreateDriveResponse made, String... more) throws Exception {
    Files.createDirectories(key.getParent());
    Path token = Files.createTempFile(key.getParent(), "token", "");
    Files.writeString(token, made.getDriveToken());
    List<String> arguments = new ArrayList<>(List.of("run", "--to", to, "--key", key.toString()));
    arguments.addAll(List.of("--drive", made.getDrive().getDriveId()));
    arguments.addAll(List.of("--drive-token-file", token.toString()));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  /** What the service keeps is what the device remembers: the last batch and its hash. */
  void assertSameChain(CaptureStage stage, String driveId) throws Exception {
    Path chain = key.resolveSibling("chains").resolve(id).resolve(driveId + ".chain");
    byte[] memory = Files.readAllBytes(chain);
    int record = Long.BYTES + SHA256_BYTES;
    long batches = ByteBuffer.wrap(memory, memory.length - record, record).getLong();
    byte[] hash = Arrays.copyOfRange(memory, memory.length - SHA256_BYTES, memory.length);
    CaptureStage.await("the chain's head", () -> stage.chain(driveId, id).getBatches() == batches);
    assertThat(batches).isGreaterThan(10);
    assertThat(HexFormat.of().formatHex(stage.chain(driveId, id).getLastSha256().toByteArray()))
        .isEqualTo(HexFormat.of().formatHex(hash));
  }
}
