package dev.afterglow.capture.liveness.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.capture.liveness.challenge.ChallengeChoice.Need;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class ChallengeTest {
  private static final long SHOWN_US = 2_000_000;
  private static final AnswerCheck.Spoken UNHEARD =
      (_, _, _) -> {
        throw new AssertionError("only a spoken code is listened to");
      };
  private static final Set<ArkitShape> ALL = EnumSet.allOf(ArkitShape.class);
  private static final Challenge SMILE_UNDER_BROWS =
      new Challenge.Gesture(
          EnumSet.of(
              ArkitShape.BROW_INNER_UP, ArkitShape.MOUTH_SMILE_LEFT, ArkitShape.MOUTH_SMILE_RIGHT));

  @Test
  void shouldChooseEveryKindAndGestureWhenAllIsTracked() {
    // Given
    ChallengeChoice choice = new ChallengeChoice(new Random(1));
    Set<Challenge> gestures = new HashSet<>();
    Set<Challenge> poses = new HashSet<>();
    int codes = 0;

    // When
    for (int i = 0; i < 2_000; i++) {
      switch (choice.next(new AnswerMeans(ALL, true, true), Need.LITTLE).orElseThrow()) {
        case Challenge.Gesture gesture -> gestures.add(gesture);
        case Challenge.HeadPose pose -> poses.add(pose);
        case Challenge.SpokenCode _ -> codes++;
      }
    }

    // Then
    assertThat(gestures).hasSize(9);
    assertThat(poses).hasSize(HeadTurn.values().length);
    assertThat(codes).isBetween(550, 780);
  }

  @Test
  void shouldAskForNoSpeechWhenDriverHasFailed() {
    // Given
    ChallengeChoice choice = new ChallengeChoice(new Random(2));
    AnswerMeans means = new AnswerMeans(ALL, true, true);

    // When
    Set<Class<?>> inDoubt = new HashSet<>();
    Set<Class<?>> failed = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      inDoubt.add(choice.next(means, Need.SOME).orElseThrow().getClass());
      failed.add(choice.next(means, Need.MUCH).orElseThrow().getClass());
    }
    Challenge head = choice.next(new AnswerMeans(Set.of(), true, true), Need.MUCH).orElseThrow();

    // Then
    assertThat(inDoubt)
        .containsOnly(
            Challenge.Gesture.class, Challenge.HeadPose.class, Challenge.SpokenCode.class);
    assertThat(failed).containsOnly(Challenge.Gesture.class);
    assertThat(head).as("where no gesture can be seen").isInstanceOf(Challenge.HeadPose.class);
  }

  @Test
  void shouldAskNothingWhenNothingCouldProveAnything() {
    // Given
    ChallengeChoice choice = new ChallengeChoice(new Random(2));
    AnswerMeans mouth = new AnswerMeans(Set.of(ArkitShape.JAW_OPEN), false, true);

    // When
    Optional<Challenge> challenge = choice.next(mouth, Need.LITTLE);

    // Then
    assertThat(challenge).isEmpty();
    assertThat(choice.possible(mouth)).isFalse();
    assertThat(choice.possible(new AnswerMeans(Set.of(), true, false))).isTrue();
  }

  @Test
  void shouldPrintNoDigitsWhenCodeIsPrinted() {
    assertThat(new Challenge.SpokenCode("0417").toString()).doesNotContain("0417");
  }

  @Test
  void shouldComeEveryEightMinutesOnAverageWhenWaitedFor() {
    // Given
    ChallengeChoice choice = new ChallengeChoice(new Random(3));

    // When
    double sum = 0;
    for (int i = 0; i < 20_000; i++) {
      sum += choice.nextIn().toMillis() / 60_000.0;
    }

    // Then: 8 minutes, less the tail that half an hour cuts off.
    assertThat(sum / 20_000).isCloseTo(8 * (1 - Math.exp(-30 / 8.0)), within(0.25));
  }

  @Test
  void shouldBeAnsweredWhenShapesRiseTogetherInTime() {
    // Given
    List<MotionFrame> frames = face(t -> t > 3.2 ? 0.6 : 0.1, t -> 0);

    // When
    ChallengeOutcome outcome = AnswerCheck.check(SMILE_UNDER_BROWS, frames, UNHEARD, SHOWN_US);

    // Then
    assertThat(outcome).isEqualTo(new ChallengeOutcome.Answered(1_240_000));
  }

  @Test
  void shouldBeUnansweredWhenFaceSmiledAllAlong() {
    // Given
    List<MotionFrame> frames = face(t -> 0.6, t -> 0);

    // When
    ChallengeOutcome outcome = AnswerCheck.check(SMILE_UNDER_BROWS, frames, UNHEARD, SHOWN_US);

    // Then
    assertThat(outcome).isEqualTo(new ChallengeOutcome.Unanswered());
  }

  @Test
  void shouldBeTooEarlyWhenItCameBeforeAnyoneCouldRead() {
    // Given
    List<MotionFrame> frames = face(t -> t > 2.1 ? 0.6 : 0.1, t -> 0);

    // When
    ChallengeOutcome outcome = AnswerCheck.check(SMILE_UNDER_BROWS, frames, UNHEARD, SHOWN_US);

    // Then
    assertThat(outcome).isEqualTo(new ChallengeOutcome.TooEarly());
  }

  @Test
  void shouldBeUnansweredWhenItCameTooLate() {
    // Given
    List<MotionFrame> frames = face(t -> t > 6.2 ? 0.6 : 0.1, t -> 0);

    // When
    ChallengeOutcome outcome = AnswerCheck.check(SMILE_UNDER_BROWS, frames, UNHEARD, SHOWN_US);

    // Then
    assertThat(outcome).isEqualTo(new ChallengeOutcome.Unanswered());
  }

  @Test
  void shouldBeUnseenWhenFramesDidNotCome() {
    // Given
    List<MotionFrame> frames = face(t -> 0.1, t -> 0).subList(0, 55);

    // When
    ChallengeOutcome outcome = AnswerCheck.check(SMILE_UNDER_BROWS, frames, UNHEARD, SHOWN_US);

    // Then
    assertThat(outcome).isEqualTo(new ChallengeOutcome.Unseen());
  }

  @Test
  void shouldTellLeftFromRightWhenHeadTurns() {
    // Given
    List<MotionFrame> frames = face(t -> 0.1, t -> t > 3 ? Math.toRadians(20) : 0);

    // When
    ChallengeOutcome left =
        AnswerCheck.check(new Challenge.HeadPose(HeadTurn.LEFT), frames, UNHEARD, SHOWN_US);
    ChallengeOutcome right =
        AnswerCheck.check(new Challenge.HeadPose(HeadTurn.RIGHT), frames, UNHEARD, SHOWN_US);

    // Then
    assertThat(left).isInstanceOf(ChallengeOutcome.Answered.class);
    assertThat(right).isEqualTo(new ChallengeOutcome.Unanswered());
  }

  @Test
  void shouldHearSpeechInTheMouthWhenCodeIsSpoken() {
    // Given
    Challenge code = new Challenge.SpokenCode("0417");
    List<MotionFrame> speaking = face(t -> t > 3 ? 0.15 * Math.abs(Math.sin(6 * t)) : 0.02, t -> 0);
    List<MotionFrame> gaping = face(t -> t > 3 ? 0.5 : 0.02, t -> 0);
    AnswerCheck.Spoken heard =
        (digits, fromUs, toUs) ->
            digits.equals("0417")
                && fromUs == SHOWN_US + Challenge.EARLIEST_US
                && toUs == SHOWN_US + Challenge.LATEST_US;

    // When
    ChallengeOutcome spoken = AnswerCheck.check(code, speaking, heard, SHOWN_US);
    ChallengeOutcome silent = AnswerCheck.check(code, gaping, heard, SHOWN_US);
    ChallengeOutcome wrong = AnswerCheck.check(code, speaking, (_, _, _) -> false, SHOWN_US);

    // Then
    assertThat(spoken).isInstanceOf(ChallengeOutcome.Answered.class);
    assertThat(silent).isEqualTo(new ChallengeOutcome.Unanswered());
    assertThat(wrong).as("other words").isEqualTo(new ChallengeOutcome.Unanswered());
  }

  @Test
  void shouldReachStandbyOnThirdMissInARowOnly() {
    // Given
    ChallengeOutcome missed = new ChallengeOutcome.Unanswered();
    ChallengeStanding clear = new ChallengeStanding.Clear();

    // When
    ChallengeStanding one = clear.after(missed);
    ChallengeStanding two = one.after(new ChallengeOutcome.TooEarly());
    ChallengeStanding three = two.after(missed);
    ChallengeStanding forgiven = two.after(new ChallengeOutcome.Answered(900_000));
    ChallengeStanding unseen = two.after(new ChallengeOutcome.Unseen());
    ChallengeStanding back = three.after(missed).after(new ChallengeOutcome.Answered(900_000));

    // Then
    assertThat(one).isEqualTo(new ChallengeStanding.OneMissed());
    assertThat(two).isEqualTo(new ChallengeStanding.Recheck());
    assertThat(three).isEqualTo(new ChallengeStanding.Standby());
    assertThat(forgiven).isEqualTo(new ChallengeStanding.Clear());
    assertThat(unseen).isEqualTo(two);
    assertThat(back).as("out of standby").isEqualTo(new ChallengeStanding.Clear());
  }

  @Test
  void shouldRefuseWhenGestureIsTooSmall() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Challenge.Gesture(Set.of(ArkitShape.JAW_OPEN)));
  }

  private static List<MotionFrame> face(DoubleUnaryOperator weight, DoubleUnaryOperator yaw) {
    List<MotionFrame> frames = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double t = i * 0.04;
      float value = (float) weight.applyAsDouble(t);
      float half = (float) (yaw.applyAsDouble(t) / 2);
      frames.add(
          new MotionFrame(
              i * 40_000L,
              ShapeWeights.of(
                  Map.of(
                      ArkitShape.BROW_INNER_UP, value,
                      ArkitShape.MOUTH_SMILE_LEFT, value,
                      ArkitShape.MOUTH_SMILE_RIGHT, value,
                      ArkitShape.JAW_OPEN, value)),
              Optional.of(
                  new HeadPose(
                      new Rotation(0, (float) Math.sin(half), 0, (float) Math.cos(half)),
                      0,
                      0,
                      -40)),
              Map.of()));
    }
    return frames;
  }
}
