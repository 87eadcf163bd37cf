package dev.afterglow.agent.cli;

import dev.afterglow.agent.identity.ChainMemory;
import dev.afterglow.agent.identity.IdentityException;
import dev.afterglow.agent.identity.KeyFile;
import dev.afterglow.agent.source.SourceKind;
import dev.afterglow.agent.source.VoiceOrigin;
import dev.afterglow.agent.upstream.DrivePart;
import dev.afterglow.agent.upstream.DriveSession;
import dev.afterglow.agent.upstream.IngestPlace;
import dev.afterglow.agent.upstream.Link;
import dev.afterglow.agent.upstream.LinkReading;
import dev.afterglow.agent.upstream.LinkState;
import dev.afterglow.agent.upstream.SigningDevice;
import dev.afterglow.agent.upstream.SourceRole;
import dev.afterglow.uplink.DeviceClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which drive to bring where, and as which device. */
final class LinkOptions {
  private static final String TOKEN_VARIABLE = "AFTERGLOW_DRIVE_TOKEN";
  private static final long LONGEST_TOKEN_BYTES = 1_024;

  @Mixin KeyOptions keys = new KeyOptions();

  @Option(names = "--drive", paramLabel = "UUID", description = "The drive session.")
  @Nullable String drive;

  @Option(
      names = "--drive-token-file",
      paramLabel = "FILE",
      description = "Holds the drive's token. Default: the variable " + TOKEN_VARIABLE + ".")
  @Nullable Path tokenFile;

  @Option(names = "--unsigned", description = "Sign nothing, though this device is paired.")
  boolean unsigned;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description =
          "This agent's name among the sources of the drive, where a second agent brings another"
              + " one, for example suit. Default: main.")
  String name = "";

  @Option(
      names = "--rank",
      paramLabel = "PART=N",
      description =
          "When this agent is asked for a part (face, head, body, voice) that other sources of the"
              + " drive have too: 1 first, 9 last; repeat for several. Default: 5.")
  Map<DrivePart, Integer> ranks = Map.of();

  /**
   * The way up; empty when none was asked for.
   *
   * @param producer what the drive's header names as the capturing program
   * @param kinds what it is made of, which says which channels the header names
   * @param voice what stands behind its sound
   * @param watched whether somebody is there to be asked
   */
  Optional<Link> open(
      DeviceClock clock,
      String producer,
      List<SourceKind> kinds,
      VoiceOrigin voice,
      boolean watched) {
    Optional<IngestPlace> place = keys.place();
    if (place.isEmpty()) {
      return Optional.empty();
    }
    try {
      String driveId = driveId();
      DriveSession session =
          new DriveSession(driveId, token(), producer, role(kinds, voice), watched);
      return Optional.of(Link.open(place.get(), session, device(driveId), clock));
    } catch (IOException e) {
      throw new AgentFailure(ExitCode.FILE_BROKEN, String.valueOf(e.getMessage()));
    }
  }

  /** The state of the way up, in lines for the view. */
  static List<String> lines(LinkReading reading) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "uplink %s, %s",
            state(reading.state()),
            reading.signed() ? "signed" : "not signed"));
    lines.add(
        String.format(
            Locale.ROOT,
            "  %d frames, %d there after %s, %d waiting, %d batches unkept, %d dropped",
            reading.captured(),
            reading.acknowledged(),
            reading.ackMs() < 0 ? "-" : String.format(Locale.ROOT, "%.0f ms", reading.ackMs()),
            reading.waiting(),
            reading.unacknowledged(),
            reading.dropped()));
    reading
        .challenge()
        .ifPresent(asked -> asked.lines().forEach(line -> lines.add("PLEASE " + line)));
    return lines;
  }

  /** What was brought, in one line for the end. */
  static String farewell(LinkReading reading) {
    return String.format(
        Locale.ROOT,
        "ended: the service has frame %d of %d, %d dropped, %d connections%s",
        reading.acknowledged(),
        reading.captured(),
        reading.dropped(),
        reading.connections(),
        reading.voicePackets() == 0
            ? ""
            : ", %d packets of sound, %d dropped"
                .formatted(reading.voicePackets(), reading.voiceDropped()));
  }

  private static String state(LinkState state) {
    return switch (state) {
      case LinkState.Waiting _ -> "waits for the first frame";
      case LinkState.Connecting connecting ->
          connecting.reason().isEmpty()
              ? "opens"
              : "tries again (" + connecting.attempt() + ": " + connecting.reason() + ")";
      case LinkState.Open _ -> "open";
      case LinkState.Ended _ -> "ended";
      case LinkState.Failed failed -> "REFUSED (" + failed.reason() + ")";
    };
  }

  private SourceRole role(List<SourceKind> kinds, VoiceOrigin voice) {
    try {
      return new SourceRole(
          name,
          ranks,
          kinds.stream().anyMatch(SourceKind::tracksFace),
          kinds.stream().anyMatch(SourceKind::tracksBody),
          voice);
    } catch (IllegalArgumentException e) {
      throw new AgentFailure(ExitCode.USAGE, "--as and --rank: " + e.getMessage() + ".");
    }
  }

  private Optional<SigningDevice> device(String driveId) throws IOException {
    Optional<KeyFile.Identity> identity = unsigned ? Optional.empty() : keys.keyFile().load();
    if (identity.isEmpty()) {
      return Optional.empty();
    }
    String deviceId =
        identity
            .get()
            .deviceId()
            .orElseThrow(
                () ->
                    new IdentityException(
                        "The pairing of this device was not finished: run agent pair again."));
    ChainMemory memory = ChainMemory.open(keys.chains(deviceId), driveId);
    return Optional.of(new SigningDevice(deviceId, identity.get().signer(), memory));
  }

  private String driveId() {
    try {
      return UUID.fromString(drive == null ? "" : drive).toString();
    } catch (IllegalArgumentException e) {
      throw new AgentFailure(ExitCode.USAGE, "--to needs --drive with the session's UUID.");
    }
  }

  private String token() throws IOException {
    String token = System.getenv(TOKEN_VARIABLE);
    if (tokenFile != null) {
      if (!Files.isRegularFile(tokenFile) || Files.size(tokenFile) > LONGEST_TOKEN_BYTES) {
        throw new AgentFailure(
            ExitCode.FILE_BROKEN, "There is no token file at " + tokenFile + ".");
      }
      token = Files.readString(tokenFile, StandardCharsets.UTF_8);
    }
    if (token == null || token.isBlank()) {
      throw new AgentFailure(
          ExitCode.USAGE, "--to needs --drive-token-file, or " + TOKEN_VARIABLE + " to be set.");
    }
    return token.strip();
  }
}
