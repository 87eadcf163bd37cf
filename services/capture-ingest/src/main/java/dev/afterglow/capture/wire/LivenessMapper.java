package dev.afterglow.capture.wire;

import com.google.protobuf.Duration;
import dev.afterglow.api.capture.v1.Challenge;
import dev.afterglow.api.capture.v1.ChallengeKind;
import dev.afterglow.api.capture.v1.ChallengeStanding;
import dev.afterglow.api.capture.v1.DigitStep;
import dev.afterglow.api.capture.v1.DrivePart;
import dev.afterglow.api.capture.v1.DriveStanding;
import dev.afterglow.api.capture.v1.DriveWindow;
import dev.afterglow.api.capture.v1.LivenessMeasure;
import dev.afterglow.api.capture.v1.LivenessReading;
import dev.afterglow.api.capture.v1.LivenessVerdict;
import dev.afterglow.api.capture.v1.StandingSlate;
import dev.afterglow.capture.liveness.Measure;
import dev.afterglow.capture.liveness.Reading;
import dev.afterglow.capture.liveness.Verdict;
import dev.afterglow.capture.liveness.challenge.Challenge.Gesture;
import dev.afterglow.capture.liveness.challenge.Challenge.HeadPose;
import dev.afterglow.capture.liveness.challenge.Challenge.SpokenCode;
import dev.afterglow.capture.liveness.digits.DigitPrompt;
import dev.afterglow.capture.liveness.standing.DriveStanding.Slate;
import java.util.List;

/** Judged windows, challenges and what follows from them, on the way out. */
final class LivenessMapper {
  private LivenessMapper() {}

  static DriveWindow window(dev.afterglow.capture.liveness.DriveWindow window) {
    DriveWindow.Builder out =
        DriveWindow.newBuilder()
            .setSequence(window.sequence())
            .setStartTime(DriveMapper.timestamp(window.startUs()))
            .setEndTime(DriveMapper.timestamp(window.endUs()))
            .setSuspicion(window.suspicion())
            .setVerdict(verdict(window.verdict().name()));
    reasons(window.verdict()).forEach(it -> out.addReasons(measure(it)));
    window.readings().forEach(it -> out.addReadings(reading(it)));
    window.untracked().stream().sorted().forEach(it -> out.addUntrackedParts(part(it)));
    return out.build();
  }

  private static DrivePart part(dev.afterglow.capture.liveness.DrivePart part) {
    return switch (part) {
      case EYELIDS -> DrivePart.DRIVE_PART_EYELIDS;
      case MOUTH -> DrivePart.DRIVE_PART_MOUTH;
      case TORSO -> DrivePart.DRIVE_PART_TORSO;
    };
  }

  static DriveStanding standing(dev.afterglow.capture.liveness.standing.DriveStanding standing) {
    DriveStanding.Builder out =
        DriveStanding.newBuilder()
            .setChallenges(challenges(standing.challenges()))
            .setChallengeable(standing.challengeable())
            .setEnforced(standing.enforced())
            .setSlate(slate(standing.slate()));
    standing
        .window()
        .ifPresent(
            window -> {
              out.setVerdict(verdict(window.verdict().name()))
                  .setJudgedTime(DriveMapper.timestamp(window.endUs()));
              reasons(window.verdict()).forEach(it -> out.addReasons(measure(it)));
            });
    return out.build();
  }

  static Challenge challenge(
      String id, dev.afterglow.capture.liveness.challenge.Challenge challenge) {
    return Challenge.newBuilder()
        .setChallengeId(id)
        .setKind(kind(challenge))
        .addAllParts(challenge.parts())
        .setAnswerWithin(
            Duration.newBuilder()
                .setSeconds(
                    dev.afterglow.capture.liveness.challenge.Challenge.LATEST_US / 1_000_000))
        .build();
  }

  static dev.afterglow.api.capture.v1.DigitPrompt digit(DigitPrompt prompt) {
    DigitStep step =
        switch (prompt.step()) {
          case SAY -> DigitStep.DIGIT_STEP_SAY;
          case AGAIN -> DigitStep.DIGIT_STEP_AGAIN;
          case DONE -> DigitStep.DIGIT_STEP_DONE;
          case GIVEN_UP -> DigitStep.DIGIT_STEP_GIVEN_UP;
        };
    return dev.afterglow.api.capture.v1.DigitPrompt.newBuilder()
        .setStep(step)
        .setDigit(prompt.digit() < 0 ? "" : Integer.toString(prompt.digit()))
        .setKept(prompt.kept())
        .setWanted(DigitPrompt.WANTED)
        .build();
  }

  private static ChallengeKind kind(dev.afterglow.capture.liveness.challenge.Challenge challenge) {
    return switch (challenge) {
      case Gesture _ -> ChallengeKind.CHALLENGE_KIND_GESTURE;
      case HeadPose _ -> ChallengeKind.CHALLENGE_KIND_HEAD_POSE;
      case SpokenCode _ -> ChallengeKind.CHALLENGE_KIND_SPOKEN_CODE;
    };
  }

  private static ChallengeStanding challenges(
      dev.afterglow.capture.liveness.challenge.ChallengeStanding.Name name) {
    return switch (name) {
      case CLEAR -> ChallengeStanding.CHALLENGE_STANDING_CLEAR;
      case ONE_MISSED -> ChallengeStanding.CHALLENGE_STANDING_ONE_MISSED;
      case RECHECK -> ChallengeStanding.CHALLENGE_STANDING_RECHECK;
      case STANDBY -> ChallengeStanding.CHALLENGE_STANDING_STANDBY;
    };
  }

  private static StandingSlate slate(Slate slate) {
    return switch (slate) {
      case NONE -> StandingSlate.STANDING_SLATE_UNSPECIFIED;
      case CHALLENGES_MISSED -> StandingSlate.STANDING_SLATE_CHALLENGES_MISSED;
      case NOT_LIVE -> StandingSlate.STANDING_SLATE_NOT_LIVE;
      case NOT_ANSWERABLE -> StandingSlate.STANDING_SLATE_NOT_ANSWERABLE;
      case UNJUDGED -> StandingSlate.STANDING_SLATE_UNJUDGED;
    };
  }

  private static LivenessReading reading(Reading reading) {
    LivenessReading.Builder out =
        LivenessReading.newBuilder()
            .setMeasure(measure(reading.measure()))
            .setSuspicion(reading.suspicion());
    if (!Double.isNaN(reading.value())) {
      out.setValue(reading.value());
    }
    return out.build();
  }

  private static List<Measure> reasons(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Live _ -> List.of();
      case Verdict.Degraded degraded -> degraded.reasons();
      case Verdict.NotLive notLive -> notLive.reasons();
    };
  }

  private static LivenessVerdict verdict(Verdict.Name name) {
    return switch (name) {
      case LIVE -> LivenessVerdict.LIVENESS_VERDICT_LIVE;
      case DEGRADED -> LivenessVerdict.LIVENESS_VERDICT_DEGRADED;
      case NOT_LIVE -> LivenessVerdict.LIVENESS_VERDICT_NOT_LIVE;
    };
  }

  private static LivenessMeasure measure(Measure measure) {
    return switch (measure) {
      case EXACT_REPEAT -> LivenessMeasure.LIVENESS_MEASURE_EXACT_REPEAT;
      case NEAR_REPEAT -> LivenessMeasure.LIVENESS_MEASURE_NEAR_REPEAT;
      case TWIN_DRIVE -> LivenessMeasure.LIVENESS_MEASURE_TWIN_DRIVE;
      case LOOP -> LivenessMeasure.LIVENESS_MEASURE_LOOP;
      case BLINK_ABSENCE -> LivenessMeasure.LIVENESS_MEASURE_BLINK_ABSENCE;
      case BLINK_IRREGULARITY -> LivenessMeasure.LIVENESS_MEASURE_BLINK_IRREGULARITY;
      case MICRO_MOTION -> LivenessMeasure.LIVENESS_MEASURE_MICRO_MOTION;
      case SLOW_MOVEMENT -> LivenessMeasure.LIVENESS_MEASURE_SLOW_MOVEMENT;
      case VOICE_COUPLING -> LivenessMeasure.LIVENESS_MEASURE_VOICE_COUPLING;
      case VOICE_LAG -> LivenessMeasure.LIVENESS_MEASURE_VOICE_LAG;
      case EXPLAINED_MOUTH -> LivenessMeasure.LIVENESS_MEASURE_EXPLAINED_MOUTH;
      case FROZEN_FRAMES -> LivenessMeasure.LIVENESS_MEASURE_FROZEN_FRAMES;
      case STUCK_SHAPES -> LivenessMeasure.LIVENESS_MEASURE_STUCK_SHAPES;
      case ATTESTATION -> LivenessMeasure.LIVENESS_MEASURE_ATTESTATION;
      case FRAMES -> LivenessMeasure.LIVENESS_MEASURE_FRAMES;
    };
  }
}
