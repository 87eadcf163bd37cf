package dev.afterglow.agent.cli;

import dev.afterglow.agent.source.VoiceOrigin;
import dev.afterglow.agent.upstream.Link;
import dev.afterglow.agent.voice.SoundCard;
import dev.afterglow.agent.voice.SoundInput;
import dev.afterglow.agent.voice.VoiceFeed;
import dev.afterglow.agent.voice.VoiceReading;
import dev.afterglow.agent.voice.WavInput;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.sound.VoiceTape;
import dev.afterglow.uplink.DeviceClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which sound to bring with the motion. */
final class VoiceOptions {
  @Option(
      names = "--microphone",
      paramLabel = "NAME",
      arity = "0..1",
      fallbackValue = "",
      description =
          "Bring the sound of this microphone too, or of the first one where no name is given; it"
              + " has to be the presenter's own voice. An unknown name lists those that there are.")
  @Nullable String microphone;

  @Option(
      names = "--voice",
      paramLabel = "FILE",
      description =
          "Bring the sound of a WAV file instead, once, from the start on. The drive says that it"
              + " is a tape.")
  @Nullable Path file;

  @Option(
      names = "--voice-only",
      description = "Bring the sound alone and listen for no motion, beside another agent's.")
  boolean alone;

  private final SoundCard card;

  VoiceOptions(SoundCard card) {
    this.card = card;
  }

  /** What stands behind the sound. */
  VoiceOrigin origin() {
    if (microphone != null && file != null) {
      throw new AgentFailure(ExitCode.USAGE, "It is either --microphone or --voice.");
    }
    if (alone && microphone == null && file == null) {
      throw new AgentFailure(ExitCode.USAGE, "--voice-only needs --microphone or --voice.");
    }
    return microphone != null
        ? VoiceOrigin.MICROPHONE
        : file != null ? VoiceOrigin.TAPE : VoiceOrigin.NONE;
  }

  /** Begins to bring it; empty when there is none to bring. */
  Optional<VoiceFeed> open(DeviceClock clock, Optional<Link> up) {
    if (origin() == VoiceOrigin.NONE) {
      return Optional.empty();
    }
    Link link =
        up.orElseThrow(
            () ->
                new AgentFailure(ExitCode.USAGE, "A voice is brought somewhere: --to is missing."));
    String name = file != null ? String.valueOf(file.getFileName()) : named();
    return Optional.of(VoiceFeed.start(name, input(name, clock), clock, link::offer));
  }

  /** The state of the sound, in one line for the view. */
  static String line(VoiceReading reading) {
    if (!reading.fault().isEmpty()) {
      return "voice STOPPED: " + reading.fault();
    }
    return String.format(
        Locale.ROOT,
        "voice %s: %.1f s%s",
        reading.name(),
        reading.packets() / 50.0,
        reading.ended() ? ", at its end" : ", peak " + peak(reading.peakDbfs()));
  }

  private static String peak(double dbfs) {
    return Double.isInfinite(dbfs) ? "none: no signal" : "%.0f dBFS".formatted(dbfs);
  }

  private SoundInput input(String name, DeviceClock clock) {
    try {
      return file != null ? new WavInput(VoiceTape.read(file), clock) : card.open(name);
    } catch (TapeException e) {
      throw new AgentFailure(ExitCode.FILE_BROKEN, file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new AgentFailure(
          file != null ? ExitCode.FILE_BROKEN : ExitCode.NO_MICROPHONE,
          String.valueOf(e.getMessage()));
    }
  }

  private String named() {
    List<String> all = card.microphones();
    if (all.isEmpty()) {
      throw new AgentFailure(ExitCode.NO_MICROPHONE, "There is no microphone.");
    }
    String name = microphone == null || microphone.isEmpty() ? all.getFirst() : microphone;
    if (!all.contains(name)) {
      throw new AgentFailure(
          ExitCode.NO_MICROPHONE,
          "There is no microphone %s; there are: %s.".formatted(name, String.join(", ", all)));
    }
    return name;
  }
}
