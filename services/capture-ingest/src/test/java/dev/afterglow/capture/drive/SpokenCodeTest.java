package dev.afterglow.capture.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.liveness.challenge.Challenge;
import dev.afterglow.capture.liveness.challenge.ChallengeOutcome;
import dev.afterglow.capture.liveness.digits.DigitPrompt;
import dev.afterglow.capture.liveness.digits.DigitPrompt.Step;
import dev.afterglow.capture.liveness.digits.MadeSpeaker;
import dev.afterglow.capture.liveness.standing.LivenessSettings;
import dev.afterglow.capture.liveness.standing.Unanswerable;
import dev.afterglow.capture.voice.Sound;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A driver whose digits are taught, and asked for; every 20 ms a frame and a packet of voice. */
class SpokenCodeTest extends FaceScene {
  private static final int PACKET = 960;
  private static final LivenessSettings OFTEN =
      new LivenessSettings(
          true, true, Duration.ofSeconds(2), Duration.ofMillis(500), Unanswerable.JUDGE);

  private final MadeSpeaker speaker = new MadeSpeaker(4);
  private final ArrayDeque<short[]> toSay = new ArrayDeque<>();
  private long packets;
  private int promptsSeen;
  private int challengesSeen;
  private long askedUs;

  @Test
  void shouldAskForCodesOnlyOnceDigitsAreTaughtAndTakeTheRightOneAlone() {
    // Given
    begin(OFTEN, true);
    drivenUntil(6, true);
    List<Challenge> untaught = List.copyOf(phone.challenges);

    // When
    teach();
    int right = answersToCodes(true);
    int wrong = answersToCodes(false);

    // Then
    assertThat(untaught).noneMatch(Challenge.SpokenCode.class::isInstance);
    assertThat(phone.prompts.getLast()).isEqualTo(new DigitPrompt(Step.DONE, -1, 20));
    assertThat(right).as("right codes answered of three").isEqualTo(3);
    assertThat(wrong).as("wrong codes answered of three").isZero();
  }

  @Test
  void shouldTeachNothingWhenAChallengeIsOut() {
    // Given
    begin(OFTEN, true);
    drivenUntil(1, false);

    // When
    drive.teachDigits(phone, clock.nowUs());
    tick(false, true);

    // Then
    assertThat(phone.prompts).containsExactly(new DigitPrompt(Step.GIVEN_UP, -1, 0));
  }

  @Test
  void shouldTeachNothingThroughASourceThatGivesNoFace() {
    // Given
    begin(OFTEN, true);
    NotedLink other = new NotedLink();
    drives.open(drive.kept().driveId(), token(), other, named("other"));
    tick(false, true);

    // When
    drive.teachDigits(other, clock.nowUs());
    tick(false, true);

    // Then
    assertThat(other.prompts).isEmpty();
    assertThat(phone.prompts).isEmpty();
  }

  /** Goes on until so many challenges came. */
  private void drivenUntil(int challenges, boolean answers) {
    for (int i = 0; i < 10_000 && phone.challenges.size() < challenges; i++) {
      tick(answers, true);
    }
    assertThat(phone.challenges).hasSizeGreaterThanOrEqualTo(challenges);
  }

  private void teach() {
    for (int tries = 0; tries < 2_000; tries++) {
      drive.teachDigits(phone, clock.nowUs());
      tick(true, true);
      while (phone.prompts.getLast().digit() >= 0) {
        tick(true, true);
      }
      if (phone.prompts.getLast().step() == Step.DONE) {
        return;
      }
    }
    throw new AssertionError("never taught: " + phone.prompts);
  }

  /** How many of three codes count as answered. */
  private int answersToCodes(boolean right) {
    int answered = 0;
    int asked = 0;
    for (int i = 0; i < 100_000 && asked < 3; i++) {
      int settled = tally.challenges.size();
      tick(true, right);
      boolean code =
          !phone.challenges.isEmpty() && phone.challenges.getLast() instanceof Challenge.SpokenCode;
      if (tally.challenges.size() > settled && code) {
        asked++;
        answered += tally.challenges.getLast() instanceof ChallengeOutcome.Answered ? 1 : 0;
      }
    }
    assertThat(asked).isEqualTo(3);
    return answered;
  }

  private void tick(boolean answers, boolean right) {
    if (phone.prompts.size() != promptsSeen) {
      promptsSeen = phone.prompts.size();
      int digit = phone.prompts.getLast().digit();
      if (digit >= 0) {
        say(Integer.toString(digit), 0.3);
      }
    }
    if (phone.challenges.size() != challengesSeen) {
      challengesSeen = phone.challenges.size();
      askedUs = deviceUs();
      drive.challengeShown(phone, phone.challengeIds.getLast(), askedUs);
      if (answers && phone.challenges.getLast() instanceof Challenge.SpokenCode code) {
        String digits = code.digits();
        say(right ? digits : digits.substring(1) + (digits.charAt(0) == '5' ? "8" : "5"), 0.15);
      }
    }
    packets++;
    short[] sound = toSay.isEmpty() ? quiet() : toSay.removeFirst();
    drive.voice(
        phone, new VoiceArrival(packets, deviceUs(), new Sound.Pcm(48_000, sound)), clock.nowUs());
    long sinceUs = deviceUs() - askedUs;
    boolean doing = answers && challengesSeen > 0 && sinceUs > 600_000 && sinceUs < 2_500_000;
    frame(doing ? face.doing(phone.challenges.getLast(), deviceUs()) : face.next(deviceUs()));
  }

  private void say(String digits, double pauseS) {
    toSay.clear();
    for (int i = 0; i < 20; i++) {
      toSay.add(quiet());
    }
    short[] sound = speaker.say(digits, pauseS);
    for (int at = 0; at + PACKET <= sound.length; at += PACKET) {
      toSay.add(Arrays.copyOfRange(sound, at, at + PACKET));
    }
  }

  private short[] quiet() {
    short[] room = new short[PACKET];
    for (int i = 0; i < room.length; i++) {
      room[i] = (short) Math.round(20 * random.nextGaussian());
    }
    return room;
  }

  private String token() {
    return drives.create(REQUEST, BROADCAST, SUBJECT, java.util.Optional.empty()).token().text();
  }
}
