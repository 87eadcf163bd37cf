package dev.afterglow.capture.liveness.attack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the attack kit and genuine drives, and tells the error rates. The tuning part has seeds 1 to
 * 12, the reporting part 1001 to 1012; {@link Recordings} parts the real ones.
 */
final class ErrorRates {
  private static final int MADE = 12;
  private static final int FAKED = 6;
  private static final double SECONDS = 60;
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
      }
    }
  }

  private void real() {
    Take person = part.person();
    genuine("camera tape, no voice", person);
    for (long seed = firstSeed; seed < firstSeed + FAKED; seed++) {
      fakes(person, "camera tape", seed);
    }
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

  /** Prints the table of a part: TUNING or REPORT. */
  public static void main(String[] arguments) {
    Recordings part = Recordings.valueOf(arguments.length > 0 ? arguments[0] : "REPORT");
    System.out.println(of(part, Recordings.present()).table());
  }
}
