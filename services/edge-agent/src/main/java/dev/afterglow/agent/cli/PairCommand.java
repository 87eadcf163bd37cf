package dev.afterglow.agent.cli;

import dev.afterglow.agent.identity.KeyFile;
import dev.afterglow.agent.identity.Signer;
import dev.afterglow.agent.upstream.IngestPlace;
import dev.afterglow.agent.upstream.PairingClient;
import dev.afterglow.drive.device.PairingCode;
import java.io.Console;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code agent pair}: makes this device's key and enrols it with the code of the console. */
@Command(
    name = "pair",
    description =
        "Makes this device's Ed25519 key and enrols it with a short pairing code."
            + " From then on every batch is signed.",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class PairCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CODE",
      arity = "0..1",
      description = "The code, for example 7KQ2-M9XD. Default: it is asked for.")
  @Nullable String typed;

  @Mixin KeyOptions keys = new KeyOptions();

  @Option(
      names = "--label",
      paramLabel = "TEXT",
      defaultValue = "Afterglow agent",
      description = "What people shall call this device. Default: ${DEFAULT-VALUE}.")
  String label = "Afterglow agent";

  @Option(
      names = "--anew",
      description = "Make a new key though this device is paired; the old one should be revoked.")
  boolean anew;

  @Option(names = "--help", usageHelp = true, description = "This text.")
  boolean help;

  private final RandomGenerator random = new SecureRandom();

  @Override
  public Integer call() {
    IngestPlace place =
        keys.place()
            .orElseThrow(
                () -> new AgentFailure(ExitCode.USAGE, "agent pair needs --to HOST:PORT."));
    if (label.isBlank() || label.length() > 64) {
      throw new AgentFailure(ExitCode.USAGE, "--label has 1 to 64 characters.");
    }
    try {
      KeyFile file = keys.keyFile();
      KeyFile.Identity identity = begun(file);
      PairingCode code = code();
      try (PairingClient client = PairingClient.open(place)) {
        return ended(
            file, identity, client.pair(code, identity.signer(), label, identity.requestId()));
      }
    } catch (IOException e) {
      throw new AgentFailure(ExitCode.FILE_BROKEN, String.valueOf(e.getMessage()));
    }
  }

  /** The key is on the disk before it is enrolled: a lost answer must not lose it. */
  private KeyFile.Identity begun(KeyFile file) throws IOException {
    Optional<KeyFile.Identity> before = anew ? Optional.empty() : file.load();
    if (before.isPresent() && before.get().deviceId().isPresent()) {
      throw new AgentFailure(
          ExitCode.USAGE, "This device is paired already; --anew makes another key.");
    }
    // Unfinished: the same request again, so that an answer that was lost is heard now.
    if (before.isPresent()) {
      return before.get();
    }
    KeyFile.Identity identity = new KeyFile.Identity(Signer.make(), uuid(), Optional.empty());
    file.save(identity);
    return identity;
  }

  private int ended(KeyFile file, KeyFile.Identity identity, PairingClient.Outcome outcome)
      throws IOException {
    switch (outcome) {
      case PairingClient.Outcome.Refused refused ->
          throw new AgentFailure(ExitCode.REFUSED, "Not paired: " + refused.sentence());
      case PairingClient.Outcome.Paired paired -> {
        file.save(identity.paired(paired.deviceId()));
        System.out.println(
            "Paired as device " + paired.deviceId() + "; the key is in " + file.path());
        return ExitCode.OK.code();
      }
    }
  }

  private PairingCode code() {
    String text = typed;
    if (text == null) {
      text = ask("Pairing code: ");
    }
    return PairingCode.typed(text == null ? "" : text)
        .orElseThrow(
            () ->
                new AgentFailure(
                    ExitCode.USAGE, "A pairing code has 8 characters, for example 7KQ2-M9XD."));
  }

  private static @Nullable String ask(String question) {
    Console console = System.console();
    return console != null && console.isTerminal() ? console.readLine(question) : null;
  }

  private String uuid() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & ~(0xC000L << 48)) | (0x8000L << 48);
    return new UUID(high, low).toString();
  }
}
