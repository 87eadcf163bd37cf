package dev.afterglow.capture.liveness.digits;

import dev.afterglow.capture.liveness.digits.CodeSearch.Template;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * A speaker's own ten digits, each spoken twice, and whether an answer says given ones. It knows no
 * language: a digit is whatever the speaker said for it. Biometric: it lives in memory with its
 * drive, and is never printed. Immutable.
 */
public final class DigitVoice {
  /** How many digits there are. */
  static final int DIGITS = 10;

  // Chosen on made voices; DigitErrorRatesTest and docs/liveness.md say what they are worth.
  private static final double MOST_OF_THE_WAY = 0.55;
  private static final double MARGIN = 0.005;
  private static final double NEVER = Double.POSITIVE_INFINITY;
  private static final int MOST_WORDS = 6;
  private static final int LEAST_FRAMES = 60;
  private static final int MOST_FRAMES = 400;

  private final Scale scale;
  private final List<Template> templates;
  private final double limit;

  /**
   * What was heard.
   *
   * @param said whether it was the code
   * @param wanted the mean cost a frame of reading it as the code, against what is allowed: 1 is
   *     just too much; infinite for nothing heard
   * @param margin by how much another code of as many digits is dearer, as a share
   */
  public record Reading(boolean said, double wanted, double margin) {
    private static final Reading NOTHING = new Reading(false, NEVER, 0);
  }

  /**
   * A voice.
   *
   * @param firsts the features of each digit's first take
   * @param seconds of each digit's second
   */
  DigitVoice(List<float[][]> firsts, List<float[][]> seconds) {
    List<float[][]> all = new ArrayList<>(firsts);
    all.addAll(seconds);
    scale = new Scale(all);
    List<Template> both = new ArrayList<>();
    for (int digit = 0; digit < DIGITS; digit++) {
      both.add(new Template(digit, scale.of(firsts.get(digit))));
      both.add(new Template(digit, scale.of(seconds.get(digit))));
    }
    templates = List.copyOf(both);
    limit = limit();
  }

  /**
   * Whether an answer says the code: a stretch of it, from a pause to a pause, reads as these
   * digits, nearly as well as the speaker's own takes read as each other, and clearly better than
   * as any others. About 20 ms of work, and up to 200 where the answer has many pauses.
   *
   * @param code digits, as many as are to be heard
   */
  public Reading reads(Speech answer, String code) {
    List<Word> words = answer.words();
    if (words.isEmpty()) {
      return Reading.NOTHING;
    }
    List<Word> last = words.subList(Math.max(0, words.size() - MOST_WORDS), words.size());
    float[][] said = Speech.joined(scale.of(answer.features()), last).toArray(float[][]::new);
    boolean[] fresh = new boolean[said.length];
    int[] starts = new int[last.size() + 1];
    for (int i = 0; i < last.size(); i++) {
      fresh[starts[i]] = true;
      starts[i + 1] = starts[i] + last.get(i).length();
    }
    return best(new CodeSearch(templates, said, fresh), starts, code);
  }

  private Reading best(CodeSearch search, int[] starts, String code) {
    Reading best = Reading.NOTHING;
    for (int from = 0; from < starts.length - 1; from++) {
      for (int to = from + 1; to < starts.length; to++) {
        int frames = starts[to] - starts[from];
        if (frames >= LEAST_FRAMES && frames <= MOST_FRAMES) {
          Reading reading = reading(search.costs(starts[from], starts[to], code));
          best = better(reading, best) ? reading : best;
        }
      }
    }
    return best;
  }

  private static boolean better(Reading reading, Reading than) {
    return reading.said() == than.said() ? reading.wanted() < than.wanted() : reading.said();
  }

  private Reading reading(CodeSearch.Costs costs) {
    double wanted = costs.wanted() / limit;
    double margin = costs.other() / costs.wanted() - 1;
    return new Reading(wanted < 1 && margin >= MARGIN, wanted, Double.isNaN(margin) ? 0 : margin);
  }

  /** Between how takes of one digit differ and how those of different digits do. */
  private double limit() {
    DoubleSummaryStatistics same = new DoubleSummaryStatistics();
    DoubleSummaryStatistics different = new DoubleSummaryStatistics();
    for (int i = 0; i < templates.size(); i++) {
      for (int j = 0; j < templates.size(); j++) {
        Template a = templates.get(i);
        Template b = templates.get(j);
        double cost = i == j ? NEVER : new WordPath(a.rows(), b.rows()).whole();
        // Slower or faster by more than twice: it says nothing.
        if (cost < NEVER) {
          (a.digit() == b.digit() ? same : different).accept(cost);
        }
      }
    }
    double near = same.getAverage();
    return near + MOST_OF_THE_WAY * (different.getAverage() - near);
  }

  @Override
  public String toString() {
    return "DigitVoice";
  }
}
