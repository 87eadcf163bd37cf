package dev.afterglow.capture.liveness.standing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What follows from whether a live human drives. */
@ConfigMapping(prefix = "afterglow.capture.liveness")
public interface LivenessConfig {

  /**
   * Whether anything follows for the picture: with it, a drive whose standing fails shows the
   * slate. On, because a face that nobody drives is what selling platforms forbid; off where drives
   * are known not to be people, as in {@code live}, whose presenter is a tape. What is measured is
   * shown either way.
   */
  @WithDefault("true")
  boolean enforce();

  /**
   * Whether drivers are challenged. On, because a recording that the service has never seen before
   * is found by nothing else. Off, every drive counts as one that cannot be asked.
   */
  @WithDefault("true")
  boolean challenge();

  /**
   * The mean time between two challenges of a driver who is in no doubt; the times are
   * exponentially distributed, half an hour at most, so that nobody can be ready for one. Eight
   * minutes disturb a presenter seven times an hour and leave a recording little time.
   */
  @WithDefault("8m")
  @NotNull
  @DurationMin(seconds = 1)
  @DurationMax(minutes = 30)
  Duration challengeInterval();

  /**
   * The least time between the end of a challenge and the next one. After a miss, and after a
   * window that was NOT_LIVE, the next one comes between once and twice this time, after an answer
   * not before three times. Twenty seconds let a person read, laugh and go on talking; three misses
   * then take about a minute and a half.
   */
  @WithDefault("20s")
  @NotNull
  @DurationMin(millis = 200)
  @DurationMax(minutes = 10)
  Duration challengeSpacing();

  /**
   * What becomes of a drive whose driver cannot be asked, because what gives the face (a tape, a
   * suit, a phone that only sends) shows no challenges: {@code OBSERVE} lets it be, {@code JUDGE}
   * shows the slate after three NOT_LIVE windows in a row until fifteen in a row were not, {@code
   * DENY} takes no such drive. {@code JUDGE}, because phones and suits are what most presenters
   * own, and their windows still find repeats and still faces.
   */
  @WithDefault("JUDGE")
  @NotNull
  Unanswerable unanswerable();

  /**
   * How long fingerprints of how a driver's face moved are kept in Redis, to know a recording again
   * that is played in a later drive; {@code 0s} keeps none. They are personal data, at most four of
   * a person; a week covers who plays yesterday's drive, and little more is gained by longer.
   */
  @WithDefault("7d")
  @NotNull
  @DurationMin(seconds = 0)
  @DurationMax(days = 90)
  Duration fingerprintLife();

  /**
   * Whether the instances of the service show each other through Redis how the faces of their open
   * drives moved in the last 95 seconds, so that a tape that drives two rooms on two instances is
   * noticed. On, because it costs 0.3 kB a second a drive and a copy is as likely on another
   * instance as on the same; off where there is one instance, or no such data may leave it.
   */
  @WithDefault("true")
  boolean shareTracks();

  /** These settings as a record. */
  default LivenessSettings settings() {
    return new LivenessSettings(
        enforce(), challenge(), challengeInterval(), challengeSpacing(), unanswerable());
  }
}
