package dev.afterglow.capture.liveness.standing;

import dev.afterglow.capture.liveness.challenge.ChallengeStanding;
import java.util.Optional;

/**
 * How a drive stands, as far as it outlives the service. It says neither who drives nor how they
 * move.
 *
 * @param challenges how the driver stands with the challenges
 * @param unseen challenges in a row whose frames did not come, 0 to 2
 * @param verdicts what the windows have come to, of the source that is gravest
 */
public record KeptStanding(ChallengeStanding.Name challenges, int unseen, VerdictRun verdicts) {
  /** A drive that nobody has driven. */
  public static final KeptStanding NEW =
      new KeptStanding(ChallengeStanding.Name.CLEAR, 0, VerdictRun.NONE);

  /**
   * A drive that was driven, of which nothing is known any more: two challenges count as missed,
   * and its windows have to show half a minute of life where nobody can be asked.
   */
  public static final KeptStanding UNKNOWN =
      new KeptStanding(ChallengeStanding.Name.RECHECK, 0, VerdictRun.CONDEMNED);

  private static final String FORM = "1";
  private static final int FIELDS = 6;
  private static final int MOST_UNSEEN = 2;

  public KeptStanding {
    if (unseen < 0 || unseen > MOST_UNSEEN) {
      throw new IllegalArgumentException("unseen is 0 to 2, was " + unseen);
    }
  }

  /** What to keep of it, at most 32 characters; {@link #read} gives it back. */
  public String text() {
    return String.join(
        "|",
        FORM,
        challenges.name(),
        Integer.toString(unseen),
        Integer.toString(verdicts.notLive()),
        Integer.toString(verdicts.others()),
        Boolean.toString(verdicts.condemned()));
  }

  /** What {@link #text} gave; empty for anything else, as of another version. */
  public static Optional<KeptStanding> read(String text) {
    String[] fields = text.split("\\|", -1);
    if (fields.length != FIELDS || !fields[0].equals(FORM)) {
      return Optional.empty();
    }
    try {
      VerdictRun verdicts =
          new VerdictRun(
              Integer.parseInt(fields[3]), Integer.parseInt(fields[4]), condemned(fields[5]));
      return Optional.of(
          new KeptStanding(
              ChallengeStanding.Name.valueOf(fields[1]), Integer.parseInt(fields[2]), verdicts));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean condemned(String field) {
    return switch (field) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }
}
