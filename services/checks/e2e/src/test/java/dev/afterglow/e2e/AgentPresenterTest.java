package dev.afterglow.e2e;

import static dev.afterglow.e2e.CaptureStage.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import dev.afterglow.api.capture.v1.ChallengeStanding;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.DriveStanding;
import dev.afterglow.api.capture.v1.GetDriveHealthResponse;
import dev.afterglow.api.capture.v1.TimedVoice;
import dev.afterglow.api.capture.v1.VoiceHealth;
import dev.afterglow.api.drive.v1.VoiceSource;
import dev.afterglow.e2e.AgentProgram.Outcome;
import dev.afterglow.standalone.fleet.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a presenter says, sees and does at the agent, against the real capture-ingest: the voice,
 * signed like the motion, and what the service asks of the person in the middle of a drive. The
 * driver is asked every few seconds here instead of every few minutes.
 */
class AgentPresenterTest {
  private static final int PACKET_SAMPLES = MadeSound.RATE_HZ / 50;
  private static final Pattern ASKED = Pattern.compile("PLEASE NOW: ([a-z ]+) \u001b");

  @TempDir static Path folder;

  @RegisterExtension
  static final LogsOfFailures LOGS = new LogsOfFailures(() -> folder.resolve("data"));

  private static CaptureStage stage;
  private static PairedDevice phone;
  private static String person;

  @BeforeAll
  static void startEverything() throws Exception {
    Checkout.program("unshare");
    stage =
        CaptureStage.start(
            folder.resolve("data"),
            Map.of(
                "afterglow.capture.unsigned-drives", "false",
                "afterglow.capture.liveness.challenge-interval", "1s",
                "afterglow.capture.liveness.challenge-spacing", "1s"));
    person = stage.person();
    String to = "127.0.0.1:" + stage.fleet().port(Service.CAPTURE_INGEST);
    phone = PairedDevice.pair(stage, person, to, folder, "phone");
  }

  @AfterAll
  static void stopEverything() {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void shouldBringTheVeryVoiceSignedWhenItHasOne() throws Exception {
    // Given
    MadeSound said = MadeSound.of(11, 30);
    Path file = said.write(folder.resolve("said.wav"));
    CreateDriveResponse made = stage.createDrive(person);
    String drive = made.getDrive().getDriveId();
    int port = UdpSender.freePort();
    try (DriveListener listener = DriveListener.open(stage.captureChannel(), drive);
        UdpSender _ = UdpSender.face(port, new PresenterFace(1));
        AgentProgram agent =
            phone.run(made, "--source", "livelink:" + port, "--voice", file.toString())) {
      await("ten seconds of voice", () -> listener.voice.size() >= 500);
      GetDriveHealthResponse health = stage.health(drive);

      // When
      Outcome outcome = agent.stop();

      // Then
      assertThat(outcome.code()).as("exit code of %s", outcome.lines()).isZero();
      long samples = outcome.packets() * PACKET_SAMPLES;
      await("the last packet", () -> heard(listener).samples().length >= samples);
      assertThat(outcome.packetsDropped()).isZero();
      assertThat(listener.gaps).allMatch(it -> it.getVoiceUs() == 0);
      MadeSound heard = heard(listener);
      assertThat(heard.samples()).hasSize((int) samples);
      assertSameSound(heard, said);
      assertLevel(health.getVoice(), heard, said);
      assertThat(stage.drive(drive).getHeader().getVoiceSource())
          .isEqualTo(VoiceSource.VOICE_SOURCE_TAPE);
      phone.assertSameChain(stage, drive);
    }
  }

  @Test
  void shouldCountWhatTheDriverDoesWhenTheTerminalAsksForIt() throws Exception {
    // Given: a driver who does not look at first
    PresenterFace face = new PresenterFace(2);
    CreateDriveResponse made = stage.createDrive(person);
    String drive = made.getDrive().getDriveId();
    int port = UdpSender.freePort();
    try (DriveListener listener = DriveListener.open(stage.captureChannel(), drive);
        UdpSender _ = UdpSender.face(port, face);
        AgentProgram agent = phone.runWatched(made, "--source", "livelink:" + port)) {
      await("a miss", () -> challenges(drive) == ChallengeStanding.CHALLENGE_STANDING_ONE_MISSED);

      // When
      AtomicInteger answered = new AtomicInteger(asked(agent).size());
      await(
          "an answer that counts",
          () -> {
            answerNew(face, agent, answered);
            return challenges(drive) == ChallengeStanding.CHALLENGE_STANDING_CLEAR;
          });
      DriveStanding standing = stage.health(drive).getStanding();
      Outcome outcome = agent.stop();

      // Then
      assertThat(standing.getChallengeable()).isTrue();
      assertThat(outcome.code()).as("exit code of %s", outcome.lines()).isZero();
      assertThat(String.join("\n", outcome.lines())).contains("\u0007");
      assertThat(listener.captured).isNotEmpty();
      phone.assertSameChain(stage, drive);
    }
  }

  /**
   * Does what the terminal asks for, if it asks for something new. The driver lets go before the
   * second is over from which on the service would look if the agent did not tell it when it was
   * shown: only with the agent's word does this count.
   */
  private static void answerNew(PresenterFace face, AgentProgram agent, AtomicInteger answered)
      throws Exception {
    List<String> asked = asked(agent);
    if (asked.size() == answered.get()) {
      return;
    }
    answered.set(asked.size());
    Thread.sleep(300);
    assertThat(face.does(asked.getLast())).as("can do '%s'", asked.getLast()).isTrue();
    Thread.sleep(500);
    face.rests();
  }

  /** Every second is there, in one piece with the others, and nothing else sounds. */
  private static void assertSameSound(MadeSound heard, MadeSound said) {
    int begun = heard.in(said, 1).sample() - MadeSound.RATE_HZ;
    for (int second = 1; second < heard.seconds(); second++) {
      MadeSound.Place place = heard.in(said, second);
      assertThat(place.correlation()).as("second %d", second).isGreaterThan(0.95);
      assertThat(place.sample() - second * MadeSound.RATE_HZ)
          .as("where second %d was said", second)
          .isCloseTo(begun, within(24));
    }
  }

  /** As loud as it was said, and the gain that the service says it gave. */
  private static void assertLevel(VoiceHealth health, MadeSound heard, MadeSound said) {
    assertThat(health.getLoudnessLufs()).isCloseTo(said.dbfs(0), within(3.0));
    assertThat(heard.dbfs(heard.seconds() - 1) - said.dbfs(0))
        .isCloseTo(health.getGainDb(), within(1.5));
  }

  private static MadeSound heard(DriveListener listener) {
    ByteString all =
        listener.voice.stream()
            .map(TimedVoice::getPcmS16Le)
            .reduce(ByteString.EMPTY, ByteString::concat);
    return MadeSound.of(all.asReadOnlyByteBuffer());
  }

  private static ChallengeStanding challenges(String drive) {
    return stage.health(drive).getStanding().getChallenges();
  }

  /** What the terminal has asked for so far, in English. */
  private static List<String> asked(AgentProgram agent) {
    return agent.lines().stream()
        .map(ASKED::matcher)
        .filter(Matcher::find)
        .map(it -> it.group(1))
        .toList();
  }
}
