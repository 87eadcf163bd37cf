package dev.afterglow.capture.liveness.attack;

import dev.afterglow.capture.liveness.DriveWindow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Runs the attack kit and genuine drives, and tells the error rates. The tuning part has seeds 1 to
 * 12, the reporting part 1001 to 1012; {@link Recordings} parts the real ones.
 */
final class ErrorRates {
  private static final int MADE = 12;
  private static final int FAKED = 6;
  private static final double SECONDS = 60;
  private static final double LONG_S = 100;
  // A minute behind at most; the camera tape's half is too short for more than fifteen seconds.
  private static final double[] LATER_S = {2, 7.3, 15.1, 28.7, 44.4, 60};
  private static final double[] LATER_ON_TAPE_S = {2, 4.3, 7.1, 9.7, 12.4, 15};
  private static final double[] RATES = {25, 30, 60};

  private final Recordings part;
  private final long firstSeed;
  private final Map<String, Row> genuine = new LinkedHashMap<>();
  private final Map<String, Row> faked = new LinkedHashMap<>();

  private ErrorRates(Recordings part) {
    this.part = part;
    this.firstSeed = part == Recordings.TUNING ? 1 : 1_001;
  }

  /**
   * Measures.
   *
   * @param real whether the real recordings are here; without them only made drives are run
   */
  static ErrorRates of(Recordings part, boolean real) {
    ErrorRates rates = new ErrorRates(part);
    rates.made();
    if (real) {
      rates.real();
    }
    return rates;
  }

  List<Row> genuine() {
    return new ArrayList<>(genuine.values());
  }

  List<Row> faked() {
    return new ArrayList<>(faked.values());
  }

  /** Both tables, Markdown. */
  String table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| genuine drives | runs | windows | worst run: NOT_LIVE | worst run: in doubt or worse |"
            + " NOT_LIVE could be up to |");
    lines.add("|---|---|---|---|---|---|");
    genuine.values().forEach(row -> lines.add(row.line()));
    lines.add("");
    lines.add(
        "| faked drives | runs | windows | worst run: LIVE | worst run: not NOT_LIVE |"
            + " runs never in doubt | runs never NOT_LIVE | slowest doubt |");
    lines.add("|---|---|---|---|---|---|---|---|");
    faked.values().forEach(row -> lines.add(row.line()));
    return String.join("\n", lines);
  }

  private void made() {
    for (int i = 0; i < MADE; i++) {
      Take person = person(i);
      genuine("made person", person);
      if (i < FAKED) {
        fakes(person, "made person", firstSeed + i);
        short[] other = new MadeVoice(firstSeed + 500 + i).speak(SECONDS);
        fake(new AttackKit(firstSeed + i).otherVoice(person, other), "made person");
        fake(new AttackKit(firstSeed + i).audioDriven(voice(i), RATES[i % 3]), "made voice");
        short[] longVoice = new MadeVoice(firstSeed + i).speak(LONG_S);
        Take longer = MadeFace.speaking(firstSeed + i, longVoice, RATES[i % 3], 1);
        twins(person.cut(0, 40), longer, "made person", i, LATER_S[i]);
      }
    }
    genuineTogether("made persons, all at once", people());
    for (int i = 0; i < FAKED; i++) {
      Take one = MadeFace.speaking(firstSeed + i, voice(i), 30, 1);
      Take two = MadeFace.speaking(firstSeed + 100 + i, voice(i), 30, 1);
      genuineTogether("two made persons at once, one voice", List.of(one, two));
    }
  }

  private List<Take> people() {
    return IntStream.range(0, MADE).mapToObj(this::person).toList();
  }

  private void real() {
    Take person = part.person();
    genuine("camera tape, no voice", person);
    for (long seed = firstSeed; seed < firstSeed + FAKED; seed++) {
      fakes(person, "camera tape", seed);
      int i = (int) (seed - firstSeed);
      twins(person, person, "camera tape", i, LATER_ON_TAPE_S[i]);
    }
    List<Take> together = new ArrayList<>(people());
    together.add(Recordings.TUNING.person());
    together.add(Recordings.REPORT.person());
    genuineTogether("camera tape's halves and made persons, all at once", together);
    long seed = firstSeed;
    for (short[] voice : part.voices()) {
      short[] spoken = Take.fitted(voice, (int) (SECONDS * Take.VOICE_HZ));
      genuine("made face, recorded voice", MadeFace.speaking(seed, spoken, 30, 1));
      fake(new AttackKit(seed).otherVoice(person, voice), "camera tape");
      fake(new AttackKit(seed).audioDriven(spoken, RATES[(int) (seed % 3)]), "recorded voice");
      seed++;
    }
  }

  private void fakes(Take person, String of, long seed) {
    AttackKit kit = new AttackKit(seed);
    double loopS = 4 + seed % 1_000 * 1.7;
    fake(kit.replay(person.cut(0, 26)), of);
    fake(kit.loop(person, loopS, SECONDS), of);
    fake(kit.warpedLoop(person, loopS, SECONDS), of);
    fake(kit.fadedLoop(person, loopS, SECONDS), of);
    fake(kit.frozen(person, 8), of);
    fake(kit.frozenUnderNoise(person, 8), of);
    fake(kit.secondSession(person), of);
  }

  private void twins(Take person, Take longer, String of, int i, double laterS) {
    AttackKit kit = new AttackKit(firstSeed + i);
    double hardlyS = 0.37 * i;
    fake(kit.twins(person, hardlyS), of);
    fake(kit.twinsUnderNoise(person, hardlyS), of);
    fake(kit.lateTwins(longer, laterS), of);
  }

  private Take person(int i) {
    double looseness = 0.8 + 0.8 * i / (MADE - 1);
    return MadeFace.speaking(firstSeed + i, voice(i), RATES[i % 3], looseness);
  }

  private short[] voice(int i) {
    return new MadeVoice(firstSeed + i).speak(SECONDS);
  }

  private void genuine(String name, Take take) {
    genuine.computeIfAbsent(name, it -> new Row(it, true)).add(take.judge(List.of()).windows(), 0);
  }

  private void fake(Attack attack, String of) {
    String name = attack.name() + " (" + of + ")";
    faked
        .computeIfAbsent(name, it -> new Row(it, false))
        .add(attack.take().judge(attack.earlier()).windows(), attack.fromS());
  }

  private void fake(TwinAttack attack, String of) {
    Row row = faked.computeIfAbsent(attack.name() + " (" + of + ")", it -> new Row(it, false));
    List<List<DriveWindow>> both = attack.together().judge();
    row.add(both.get(0), attack.firstFromS());
    row.add(both.get(1), attack.secondFromS());
  }

  private void genuineTogether(String name, List<Take> takes) {
    Together together = new Together();
    for (int i = 0; i < takes.size(); i++) {
      together.with(takes.get(i), 0.31 * i);
    }
    Row row = genuine.computeIfAbsent(name, it -> new Row(it, true));
    together.judge().forEach(windows -> row.add(windows, 0));
  }

  /** Prints the table of a part: TUNING or REPORT. */
  public static void main(String[] arguments) {
    Recordings part = Recordings.valueOf(arguments.length > 0 ? arguments[0] : "REPORT");
    System.out.println(of(part, Recordings.present()).table());
  }
}
