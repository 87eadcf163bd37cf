package dev.afterglow.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.agent.upstream.FakeCapture;
import dev.afterglow.api.capture.v1.DigitPrompt;
import dev.afterglow.api.capture.v1.DigitStep;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.VoiceSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The presenter's voice, from a card or a file to the service. */
class VoiceCommandTest {
  private static final String DRIVE = "0197f000-0000-7000-8000-0000000000d3";

  @TempDir Path folder;

  private final Stop stop = new Stop();

  @Test
  void shouldSignTheMicrophoneLikeMotionWhenItIsPaired() throws Exception {
    // Given
    try (FakeCapture service = new FakeCapture()) {
      Path key = folder.resolve("home/device.key");
      assertThat(agent("pair", "7KQ2M9XD", "--to", to(service), "--key", key.toString())).isZero();

      // When
      CompletableFuture<Integer> exit =
          run(service, "--key", key.toString(), "--microphone", "--voice-only", "--as", "mic");
      await("a second of sound", () -> service.voice.size() >= 50);
      stop.ask();

      // Then
      assertThat(exit.get()).isZero();
      assertThat(service.faults).isEmpty();
      assertThat(service.batches()).isPositive();
      DriveHeader header = service.opens.getFirst().getHeader();
      assertThat(header.getVoiceSource()).isEqualTo(VoiceSource.VOICE_SOURCE_MICROPHONE);
      assertThat(header.getShapeNamesList()).isEmpty();
      assertThat(header.getProducer()).isEqualTo("afterglow-agent (microphone)");
      assertThat(service.opens.getFirst().getSourceId()).isEqualTo("mic");
      assertThat(service.voice)
          .allMatch(it -> it.getSampleRateHz() == 48_000 && it.getPcmS16Le().size() == 1_920);
      assertThat(service.voice.getFirst().getPcmS16Le().byteAt(1))
          .isEqualTo((byte) (FakeSoundCard.LEVEL >> 8));
    }
  }

  @Test
  void shouldBringTheWholeFileAsATapeWhenNothingIsSigned() throws Exception {
    // Given
    try (FakeCapture service = new FakeCapture()) {
      // When
      CompletableFuture<Integer> exit =
          run(service, "--unsigned", "--voice", wav(48_000).toString(), "--voice-only");
      await("the whole file", () -> service.voice.size() >= 50);
      stop.ask();

      // Then
      assertThat(exit.get()).isZero();
      assertThat(service.faults).isEmpty();
      assertThat(service.voice).hasSize(50);
      assertThat(service.opens.getFirst().getHeader().getVoiceSource())
          .isEqualTo(VoiceSource.VOICE_SOURCE_TAPE);
    }
  }

  @Test
  void shouldShowEachDigitToSayWhenTheDriverTeachesThem() throws Exception {
    // Given
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(screen, true, StandardCharsets.UTF_8));
    try (FakeCapture service = new FakeCapture()) {
      // When
      CompletableFuture<Integer> exit =
          run(service, "--unsigned", "--microphone", "--voice-only", "--teach-digits");
      await("the driver to be ready", () -> service.lessons > 0);
      service.prompt(prompt(DigitStep.DIGIT_STEP_SAY, "7", 2));
      await("a digit", () -> screen.toString(StandardCharsets.UTF_8).contains("say:  7"));
      service.prompt(prompt(DigitStep.DIGIT_STEP_AGAIN, "7", 2));
      await("it again", () -> screen.toString(StandardCharsets.UTF_8).contains("again:  7"));
      service.prompt(prompt(DigitStep.DIGIT_STEP_DONE, "", 20));
      await("the end", () -> screen.toString(StandardCharsets.UTF_8).contains("are known"));
      stop.ask();

      // Then
      assertThat(exit.get()).isZero();
      assertThat(service.lessons).isEqualTo(1);
      assertThat(screen.toString(StandardCharsets.UTF_8)).contains("say:  7   (3 of 20)");
    } finally {
      System.setOut(before);
      stop.ask();
    }
  }

  private static DigitPrompt prompt(DigitStep step, String digit, int kept) {
    return DigitPrompt.newBuilder()
        .setStep(step)
        .setDigit(digit)
        .setKept(kept)
        .setWanted(20)
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "--microphone Piano, NO_MICROPHONE",
    "--microphone Headset, NO_MICROPHONE",
    "--voice no.wav, FILE_BROKEN",
    "--voice-only, USAGE",
    "--microphone --voice no.wav, USAGE",
  })
  void shouldEndWithItsCodeWhenTheVoiceCannotBeHad(String arguments, ExitCode code)
      throws Exception {
    // Given
    try (FakeCapture service = new FakeCapture()) {
      // When
      int exit = run(service, ("--unsigned --source vmc:0 " + arguments).split(" ")).get();

      // Then
      assertThat(exit).isEqualTo(code.code());
      assertThat(service.opens).isEmpty();
    }
  }

  private CompletableFuture<Integer> run(FakeCapture service, String... more) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "a-token-of-sixteen-and-more");
    List<String> arguments =
        new ArrayList<>(List.of("run", "--plain", "--to", to(service), "--drive", DRIVE));
    arguments.addAll(List.of("--drive-token-file", token.toString()));
    arguments.addAll(List.of(more));
    return CompletableFuture.supplyAsync(() -> agent(arguments.toArray(String[]::new)));
  }

  private int agent(String... arguments) {
    return Agent.commandLine(stop, new FakeSoundCard()).execute(arguments);
  }

  private Path wav(int samples) throws Exception {
    AudioFormat format = new AudioFormat(48_000, 16, 1, true, false);
    Path file = folder.resolve("voice.wav");
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(new byte[samples * 2]), format, samples),
        AudioFileFormat.Type.WAVE,
        file.toFile());
    return file;
  }

  private static String to(FakeCapture service) {
    return "127.0.0.1:" + service.port();
  }

  private static void await(String what, BooleanSupplier come) throws InterruptedException {
    for (int i = 0; i < 6_000 && !come.getAsBoolean(); i++) {
      Thread.sleep(5);
    }
    assertThat(come.getAsBoolean()).as(what).isTrue();
  }
}
