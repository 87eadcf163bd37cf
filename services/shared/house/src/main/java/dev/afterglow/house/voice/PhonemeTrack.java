package dev.afterglow.house.voice;

import java.util.ArrayList;
import java.util.List;

/**
 * Which sound of speech the voice makes when.
 *
 * @param sounds in order of time
 * @param lineStartsMs when each line of the script begins
 */
public record PhonemeTrack(List<Sound> sounds, List<Integer> lineStartsMs) {
  private static final String LINE = "|";

  /** One sound: {@code name} in espeak-ng's spelling, "_..." for a pause. */
  public record Sound(int startMs, int endMs, String name) {
    public boolean pause() {
      return name.startsWith("_");
    }
  }

  public PhonemeTrack {
    sounds = List.copyOf(sounds);
    lineStartsMs = List.copyOf(lineStartsMs);
  }

  /**
   * Reads lines of "start_ms TAB name"; "|" marks the start of a line of the script.
   *
   * @throws IllegalArgumentException when a line is not of that form
   */
  public static PhonemeTrack parse(String text, int endMs) {
    List<Sound> sounds = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    List<Integer> times = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
      int tab = line.indexOf('\t');
      if (tab < 1) {
        throw new IllegalArgumentException("not a phoneme line: " + line);
      }
      int at = Integer.parseInt(line.substring(0, tab));
      String name = line.substring(tab + 1);
      if (name.equals(LINE)) {
        starts.add(at);
        names.add("_");
      } else {
        names.add(name);
      }
      times.add(at);
    }
    for (int i = 0; i < names.size(); i++) {
      int end = i + 1 < times.size() ? times.get(i + 1) : endMs;
      if (end > times.get(i)) {
        sounds.add(new Sound(times.get(i), end, names.get(i)));
      }
    }
    return new PhonemeTrack(sounds, starts);
  }
}
